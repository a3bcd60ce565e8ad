#include "base/text.hpp"
#include "feed/xml_scan.hpp"

#include <algorithm>

namespace wireroom::feed {
namespace {

constexpr auto kEnd = std::string_view::npos;

}  // namespace

bool is_root_name(std::string_view local) {
    return iequals(local, "rss") || iequals(local, "feed") || iequals(local, "rdf") ||
           iequals(local, "channel") || iequals(local, "entry");
}

bool mentions_root(std::string_view text) {
    constexpr std::size_t kLongest = 40;
    for (auto at = text.find('<'); at != kEnd; at = text.find('<', at + 1)) {
        std::size_t end = at + 1;
        while (end < text.size() && end - at < kLongest && is_name_byte(text[end])) {
            ++end;
        }
        if (is_root_name(local_name(text.substr(at + 1, end - at - 1)))) {
            return true;
        }
    }
    return false;
}

std::string_view local_name(std::string_view name) {
    const auto colon = name.find(':');
    return colon == kEnd ? name : name.substr(colon + 1);
}

std::string_view name_prefix(std::string_view name) {
    const auto colon = name.find(':');
    return colon == kEnd ? std::string_view() : name.substr(0, colon);
}

bool Prefixes::declared(std::string_view prefix) const {
    return full_ || prefix == "xml" || prefix.empty() ||
           std::find(known_.rbegin(), known_.rend(), prefix) != known_.rend();
}

void Prefixes::remember(std::string_view prefix) {
    constexpr std::size_t kMost = 64;
    if (full_ || std::ranges::find(known_, prefix) != known_.end()) {
        return;
    }
    full_ = known_.size() == kMost;
    known_.push_back(prefix);
}

bool is_good_declaration(std::string_view inside) {
    bool first = true;
    while (true) {
        const auto rest = trim(inside);
        if (rest.empty()) {
            return !first;
        }
        const auto equals = rest.find('=');
        if (equals == kEnd || rest.data() == inside.data()) {
            return false;
        }
        const auto name = trim(rest.substr(0, equals));
        if (first != (name == "version") ||
            (!first && name != "encoding" && name != "standalone")) {
            return false;
        }
        const auto value = trim(rest.substr(equals + 1));
        const auto end = value.empty() || (value.front() != '"' && value.front() != '\'')
                             ? kEnd
                             : value.find(value.front(), 1);
        if (end == kEnd) {
            return false;
        }
        inside = value.substr(end + 1);
        first = false;
    }
}

}  // namespace wireroom::feed
