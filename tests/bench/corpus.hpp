#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace wireroom::bench {

/// A feed document as it came.
struct Source {
    std::string name;   ///< of its file, or made up
    std::string bytes;  ///< as received
    bool json = false;
    std::size_t items = 0;  ///< counted without a parser: tags, or members of `items`
};

/// Every file below `folder` that looks like XML or JSON, by name. Throws std::runtime_error when
/// there is none.
std::vector<Source> read_corpus(const std::string& folder);

/// 40 RSS documents of 25 articles, 5.7 KB each, the same ones every time.
std::vector<Source> made_corpus();

}  // namespace wireroom::bench
