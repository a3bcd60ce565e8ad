#include "store/sketch_keys.hpp"

#include "base/hash.hpp"

#include <algorithm>
#include <bit>
#include <functional>

namespace wireroom::store {
namespace {

constexpr std::size_t kFewestBuckets = 1024;
/// On average; a shorter chain costs four bytes more for each that is away.
constexpr std::size_t kChain = 2;

}  // namespace

SketchKeys::SketchKeys() : salt_(hash64(random_id()) | 1U) {}

std::size_t SketchKeys::bucket_of(std::uint32_t key) const {
    return key * salt_ >> shift_;
}

void SketchKeys::add(std::uint32_t key, std::int64_t story) {
    if (entries_.size() >= buckets_.size() * kChain) {
        grow();
    }
    auto& first = buckets_[bucket_of(key)];
    std::size_t sharing = 0;
    for (auto at = first; at != kNone; at = entries_[at].next) {
        const auto& entry = entries_[at];
        if (entry.key == key && (entry.story == story || ++sharing > kMostStories)) {
            return;
        }
    }
    entries_.push_back({.story = story, .key = key, .next = first});
    first = static_cast<Index>(entries_.size() - 1);
}

void SketchKeys::remove(std::uint32_t key, std::int64_t story) {
    if (buckets_.empty()) {
        return;
    }
    auto* link = &buckets_[bucket_of(key)];
    while (*link != kNone && (entries_[*link].key != key || entries_[*link].story != story)) {
        link = &entries_[*link].next;
    }
    if (*link == kNone) {
        return;
    }
    const auto hole = *link;
    *link = entries_[hole].next;
    // The last entry fills the hole.
    const auto last = static_cast<Index>(entries_.size() - 1);
    if (hole != last) {
        link_to(last) = hole;
        entries_[hole] = entries_[last];
    }
    entries_.pop_back();
}

std::vector<std::int64_t> SketchKeys::stories_with(std::uint32_t key) const {
    std::vector<std::int64_t> stories;
    if (buckets_.empty()) {
        return stories;
    }
    for (auto at = buckets_[bucket_of(key)]; at != kNone; at = entries_[at].next) {
        if (entries_[at].key == key) {
            stories.push_back(entries_[at].story);
        }
    }
    if (stories.size() > kMostStories) {
        stories.clear();
    }
    std::ranges::sort(stories, std::greater<>());
    return stories;
}

/// What points to an entry: its bucket, or the one before it in the chain.
SketchKeys::Index& SketchKeys::link_to(Index entry) {
    auto* link = &buckets_[bucket_of(entries_[entry].key)];
    while (*link != entry) {
        link = &entries_[*link].next;
    }
    return *link;
}

void SketchKeys::grow() {
    buckets_.assign(std::max(kFewestBuckets, buckets_.size() * 2), kNone);
    shift_ = 65U - static_cast<unsigned>(std::bit_width(buckets_.size()));
    for (Index at = 0; at < entries_.size(); ++at) {
        auto& first = buckets_[bucket_of(entries_[at].key)];
        entries_[at].next = first;
        first = at;
    }
    entries_.reserve(buckets_.size() * kChain);
}

}  // namespace wireroom::store
