#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace wireroom::store {

/// Which stories have a key, in memory: keys lie at random places, and on disk each of them would
/// be a page to read and a page to write. About 20 bytes a key. Not thread-safe.
class SketchKeys {
public:
    SketchKeys();

    /// A key that more stories have says nothing about any of them.
    static constexpr std::size_t kMostStories = 64;

    /// A key that says nothing already stays as it is.
    void add(std::uint32_t key, std::int64_t story);
    /// Nothing is wrong with a story that does not have it.
    void remove(std::uint32_t key, std::int64_t story);

    /// The newest first; none when more than `kMostStories` have it.
    std::vector<std::int64_t> stories_with(std::uint32_t key) const;

    std::size_t size() const { return entries_.size(); }

private:
    using Index = std::uint32_t;
    static constexpr Index kNone = UINT32_MAX;

    /// One key of one story; those of a bucket are a chain.
    struct Entry {
        std::int64_t story = 0;
        std::uint32_t key = 0;
        Index next = kNone;
    };

    /// Nobody outside can know which keys meet in one.
    std::size_t bucket_of(std::uint32_t key) const;
    Index& link_to(Index entry);
    void grow();

    std::uint64_t salt_;
    unsigned shift_ = 0;  ///< the upper bits of a salted key are its bucket
    std::vector<Entry> entries_;
    std::vector<Index> buckets_;  ///< the first of each chain; a power of two of them
};

}  // namespace wireroom::store
