#pragma once

#include "support/html_judge.hpp"
#include "text/html.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace wireroom::text {

inline void expect_safe_and_stable(
    const std::string& input, std::string_view base = "https://example.org/feed/"
) {
    const auto once = sanitise(input, base);
    EXPECT_EQ(fault_of(once.html), "") << "input: " << input << "\noutput: " << once.html;
    const auto twice = sanitise(once.html, base);
    EXPECT_EQ(twice.html, once.html) << "input: " << input;
    EXPECT_EQ(twice.text, once.text) << "input: " << input;
    const auto stored = from_stored_html(once.html);
    EXPECT_EQ(stored.html, once.html);
    EXPECT_EQ(stored.text, once.text) << "input: " << input;
    EXPECT_EQ(stored.blocks, once.blocks) << "input: " << input;
}

}  // namespace wireroom::text
