#pragma once

#include "base/time.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace wireroom::feed {

/// Keeps the `most` newest of `items` in their order. Items without a date count as old; among
/// equals, and where nothing has a date, the first ones are kept, because feeds begin with what is
/// new.
/// @param date_of  an item → std::optional<Timestamp>; called once for each.
template <class T, class DateOf>
void keep_newest(std::vector<T>& items, std::size_t most, const DateOf& date_of) {
    if (items.size() <= most) {
        return;
    }
    struct Place {
        Timestamp date;
        std::size_t index = 0;
    };
    std::vector<Place> places;
    places.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::optional<Timestamp> date = date_of(items[i]);
        places.push_back({date.value_or(Timestamp::min()), i});
    }
    const auto middle = places.begin() + static_cast<std::ptrdiff_t>(most);
    std::ranges::nth_element(places, middle, [](const Place& a, const Place& b) {
        return a.date != b.date ? a.date > b.date : a.index < b.index;
    });
    places.resize(most);
    std::ranges::sort(places, {}, &Place::index);
    std::vector<T> kept;
    kept.reserve(most);
    for (const auto& place : places) {
        kept.push_back(std::move(items[place.index]));
    }
    items = std::move(kept);
}

}  // namespace wireroom::feed
