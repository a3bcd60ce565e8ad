#pragma once

#include "dedup/phrase.hpp"

namespace wireroom::dedup::boilerplate {

/// The text may begin as an appeal does: no is nearly all answers.
/// @param beginning  the first word of it, or more.
bool may_be_appeal(const WordedText& beginning);

/// A newsroom asks its readers for money: the paragraph begins as these do, names the gift or the
/// subscription within a few words, is short, and has no number. Since text rules 2.
bool is_appeal(const WordedText& text);

}  // namespace wireroom::dedup::boilerplate
