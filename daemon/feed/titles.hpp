#pragma once

#include "feed/draft.hpp"
#include "feed/fields.hpp"
#include "model/item.hpp"

#include <string>

namespace wireroom::feed {

/// Offers a title or a feed's description as one plain line: its text if there is any, else what
/// its pictures say or are (see `picture_line`). Pictures speak only when no other element has a
/// text.
void offer_title(RankedText& title, int rank, const model::Markup& markup, const Context& context);

/// What stands for the pictures of a text without words: their alternative texts; when they have
/// none, each as safe mark-up with nothing but its address, `<img src="https://…">`.
/// @return empty when there is no picture with an alternative text or an http(s) address.
std::string picture_line(const model::Markup& markup, const Context& context);

}  // namespace wireroom::feed
