#pragma once

#include "config/config.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

namespace wireroom::config {

/// Everything that is wrong, one fault a line.
inline std::string lines_of(const std::vector<Fault>& faults) {
    std::string text;
    for (const auto& fault : faults) {
        text += (text.empty() ? "" : "\n") + format(fault);
    }
    return text;
}

inline std::string faults_of(const Loaded& loaded) {
    return lines_of(loaded.faults);
}

/// A temporary folder with files, removed at the end.
class Folder {
public:
    explicit Folder(const std::map<std::string, std::string>& files = {}) {
        std::string name = (std::filesystem::temp_directory_path() / "wr-config-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("no temporary folder");
        }
        root_ = name;
        for (const auto& [file, text] : files) {
            write(file, text);
        }
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(root_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    void write(const std::string& file, const std::string& text) const {
        std::filesystem::create_directories((root_ / file).parent_path());
        std::ofstream(root_ / file, std::ios::binary) << text;
    }

    std::string path(const std::string& file) const { return (root_ / file).string(); }

    /// A text without the folder's name.
    std::string relative(std::string text) const {
        const auto prefix = root_.string() + "/";
        for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix)) {
            text.erase(at, prefix.size());
        }
        return text;
    }

private:
    std::filesystem::path root_;
};

}  // namespace wireroom::config
