#pragma once

#include <span>
#include <string>
#include <string_view>

// What is read from a command line, and said about one, without the library that parses it.
namespace wireroom::cli {

/// What else is to be known of a verb: the tab-separated columns that it prints in a pipe, the
/// words that it takes. Empty for most.
std::string notes_on(std::string_view verb);

/// The first argument that is not one of the global options; empty when there is none.
std::string_view word_without_verb(std::span<const std::string> arguments);

/// The value of `--config`, wherever it stands.
std::string config_of(std::span<const std::string> arguments);

/// The query of `monitor test` when it begins with `-` and is taken for options: `-football`. Empty
/// when there is none.
std::string_view dashed_query(std::span<const std::string> arguments);

}  // namespace wireroom::cli
