#pragma once

#include "config/config.hpp"

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::config {

/// One value of a YAML file and where it stands. An alias is its anchor's node, shared, never
/// copied.
struct YamlNode {
    enum class Kind { kNull, kScalar, kList, kMap };
    Kind kind = Kind::kNull;
    int line = 0;                        ///< from 1
    int column = 0;                      ///< from 1, in bytes
    std::size_t offset = 0;              ///< in the text, of what `line` and `column` say
    std::string text;                    ///< of a scalar
    std::vector<const YamlNode*> items;  ///< of a list; of a mapping: key, value, key, value, …
};

/// A parsed YAML file: a tree without cycles whose values, those that aliases stand for counted
/// each time, are at most kMaxValues. As written it is at most kMaxDepth deep.
struct Document {
    static constexpr int kMaxDepth = 32;
    static constexpr std::size_t kMaxValues = 2'000'000;

    std::deque<YamlNode> nodes;      ///< owns; addresses are stable
    const YamlNode* root = nullptr;  ///< nothing for an empty file
    std::size_t values = 0;          ///< as a walk through the tree would count them
};

/// Where byte `offset` of a scalar's text stands in the file, when that is in the scalar's first
/// line: its column, from 1. An offset at the end of the text is the place behind it. Nothing for
/// block scalars (`|`, `>`) and for what begins in a later line.
/// @param yaml  the text that `read_document` read.
std::optional<int> column_inside(std::string_view yaml, const YamlNode& scalar, std::size_t offset);

/// Reads one YAML document. The only source that knows yaml-cpp.
/// @return the first fault, when the text is not UTF-8, holds control characters, is no YAML, is
/// too deep or too large, or has a second document; the document is then of no use.
std::optional<Fault> read_document(
    std::string_view yaml, const std::string& file, Document& document
);

}  // namespace wireroom::config
