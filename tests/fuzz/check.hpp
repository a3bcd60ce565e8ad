#pragma once

#include <string>
#include <string_view>

namespace wireroom::fuzz {

/// What a target does with one input: anything may be in it, and nothing may go wrong. Defined once
/// in every target's source; called by libFuzzer (fuzzer_main.cpp) or for every seed
/// (replay_main.cpp).
void check(std::string_view input);

/// Ends the program with what was demanded, and the value that did not keep to it.
void demand(bool kept, std::string_view what, std::string_view value = {});

/// Demands valid UTF-8.
void demand_utf8(std::string_view text, std::string_view what);

/// Demands valid UTF-8 on one line, without C0, DEL, C1 and bidi controls.
void demand_line(std::string_view text, std::string_view what);

/// Demands valid UTF-8 without these controls, TAB and LF aside.
void demand_text(std::string_view text, std::string_view what);

/// Takes the first line off the input: for targets that are given two texts.
std::string_view take_line(std::string_view& input);

}  // namespace wireroom::fuzz
