// Gives a target every seed and every former finding: as a test, without libFuzzer.

#include "fuzz/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::filesystem::path> files_of(const std::filesystem::path& place) {
    if (!std::filesystem::is_directory(place)) {
        return {place};
    }
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(place)) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

}  // namespace

/// @param argv files and folders
int main(int argc, char** argv) {
    constexpr std::size_t kFewest = 10;
    std::size_t count = 0;
    for (int i = 1; i < argc; ++i) {
        for (const auto& path : files_of(argv[i])) {
            // Named before it is tried: the last line says which one broke it.
            fmt::print("{}\n", path.string());
            std::fflush(stdout);
            const auto bytes = read_file(path);
            wireroom::fuzz::check(bytes);
            // Every beginning of a short one: parsers stumble where a text ends.
            constexpr std::size_t kShort = 400;
            for (std::size_t size = 0; bytes.size() <= kShort && size < bytes.size(); ++size) {
                wireroom::fuzz::check(std::string(bytes, 0, size));
            }
            ++count;
        }
    }
    fmt::print("{} inputs\n", count);
    const bool one_file = argc == 2 && !std::filesystem::is_directory(argv[1]);
    return count >= kFewest || one_file ? 0 : 1;
}
