#pragma once

#include "monitor/node.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace wireroom::monitor {

/// The name of a field at the front of a word.
struct FieldName {
    std::size_t size = 0;        ///< of the name; 0 when the word has none
    std::size_t colon = 0;       ///< bytes of the colon
    std::optional<Field> field;  ///< none when there is no such field
};

/// A name is what stands before the first colon (that of Chinese and Japanese too), when it is
/// letters alone: `12:30` has none. Case does not count.
FieldName field_name(std::string_view word);

/// What may have been meant by an unknown field: the field that is nearest in spelling or meaning,
/// or quotes around what is an address or a text with a colon.
/// @param name,value  what stands before and behind the colon
std::string suggest_field(std::string_view name, std::string_view value);

}  // namespace wireroom::monitor
