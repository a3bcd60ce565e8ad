#pragma once

#include "http/fields.hpp"

#include <string>
#include <string_view>

namespace wireroom::http {

/// True when the bytes can be the value of a field: no control character but TAB, no blank at the
/// ends (RFC 9110 section 5.5). Bytes over 0x7F pass.
bool is_sendable(std::string_view value);

/// The bytes of `GET target HTTP/1.1` with these fields, in their order, byte for byte.
/// Throws std::invalid_argument for a target or a field that would break the message: check foreign
/// values first.
std::string render_get(std::string_view target, const Fields& fields);

}  // namespace wireroom::http
