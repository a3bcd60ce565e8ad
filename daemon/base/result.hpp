#pragma once

#include <boost/assert/source_location.hpp>
#include <boost/system/result.hpp>

#include <stdexcept>
#include <string>

namespace wireroom {

/// Why something failed: `kind` for programs, `message` for people.
/// A module names its own: `using ParseError = Error<ParseFault>;`.
/// The message says what was attempted, on what, and what came back; it is one line of plain text
/// without control characters (see `printable` in base/text.hpp for foreign bytes).
template <class Kind>
struct Error {
    Kind kind;
    std::string message;

    /// For Boost.System alone: `result::error()` names a default value, which nobody meets.
    Error() : kind{} {}
    Error(Kind kind_of_error, std::string text) : kind(kind_of_error), message(std::move(text)) {}
};

/// A value, or why there is none. What the network or a feed can do to us is a value; what we or
/// the machine did wrong is an exception.
template <class T, class E>
using Result = boost::system::result<T, E>;

/// Found by argument-dependent look-up when `Result::value()` is called on an error: only tests do
/// that.
template <class Kind>
[[noreturn]] void
throw_exception_from_error(const Error<Kind>& error, const boost::source_location& /*where*/) {
    throw std::runtime_error(error.message);
}

}  // namespace wireroom
