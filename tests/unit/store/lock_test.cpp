#include "store/lock.hpp"

#include "store_fixture.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

namespace wireroom::store {
namespace {

using testing::HasSubstr;

TEST_F(StoreTest, ASecondDaemonIsRefusedWithThePidOfTheFirst) {
    store();

    std::string error = "nothing was thrown";
    try {
        Store second(path_);
    } catch (const StoreError& refusal) {
        error = refusal.what();
    }

    EXPECT_THAT(error, HasSubstr("pid " + std::to_string(::getpid())));
    EXPECT_THAT(error, HasSubstr(path_));
}

TEST(DaemonLock, NamesItsHolderAndNobodyElse) {
    const TempFolder folder;
    const auto path = folder.file("wireroom.db");

    EXPECT_EQ(lock_holder(path), std::nullopt) << "there is no file";
    {
        const DaemonLock lock(path);
        EXPECT_EQ(lock_holder(path), std::to_string(::getpid()));
    }
    EXPECT_EQ(lock_holder(path), std::nullopt) << "the file stays, its pid is of the past";
}

TEST_F(StoreTest, AMissingFolderIsMadeForItsOwnerAlone) {
    const auto folder = std::filesystem::path(path_).parent_path() / "state" / "wireroom";

    const Store made((folder / "wireroom.db").string());

    EXPECT_EQ(std::filesystem::status(folder).permissions(), std::filesystem::perms::owner_all);
}

TEST_F(StoreTest, AClosedStoreCanBeOpenedAgain) {
    const auto epoch = store().epoch();
    close();

    EXPECT_EQ(store().epoch(), epoch);
}

TEST(DaemonLock, IsSeenFromAnotherProcessAndEndsWithItsHolder) {
    const TempFolder folder;
    const auto path = folder.file("wireroom.db");
    int ready[2];
    int finish[2];
    ASSERT_EQ(::pipe(ready), 0);
    ASSERT_EQ(::pipe(finish), 0);
    const auto child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const DaemonLock lock(path);
        char byte = 'x';
        (void)!::write(ready[1], &byte, 1);
        (void)!::read(finish[0], &byte, 1);
        ::_exit(0);  // without a destructor, as a crash would end
    }
    char byte = 0;
    ASSERT_EQ(::read(ready[0], &byte, 1), 1);

    const bool held = daemon_holds(path);
    std::string error;
    try {
        DaemonLock lock(path);
    } catch (const StoreError& refusal) {
        error = refusal.what();
    }
    ASSERT_EQ(::write(finish[1], &byte, 1), 1);
    ASSERT_EQ(::waitpid(child, nullptr, 0), child);

    EXPECT_TRUE(held);
    EXPECT_THAT(error, HasSubstr("pid " + std::to_string(child) + ")"));
    EXPECT_FALSE(daemon_holds(path));
    EXPECT_NO_THROW(DaemonLock{path});
}

TEST(DaemonLock, IsFreeWhereNoDaemonEverWas) {
    const TempFolder folder;

    EXPECT_FALSE(daemon_holds(folder.file("wireroom.db")));
}

}  // namespace
}  // namespace wireroom::store
