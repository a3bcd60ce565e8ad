#include "store/apply.hpp"

#include "store/event_data.hpp"
#include "store/event_log.hpp"
#include "store/reverts.hpp"
#include "store/shared_rows.hpp"
#include "store/story_group.hpp"
#include "store/story_tags.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <string>

namespace wireroom::store {
namespace {

/// What was published longer ago when it is first seen is an archive coming in, not news.
constexpr auto kBackfillAge = std::chrono::days(7);
/// A single item that comes late is news all the same; so many of them at once are older ones that
/// the publisher put back.
constexpr std::size_t kReadded = 20;
constexpr auto kSlowPublishing = std::chrono::hours(1);

}  // namespace

Applier::Applier(
    Connection& connection,
    TextCodec& codec,
    Sketches& sketches,
    Watcher& watcher,
    const FeedRow& feed,
    const StoredSurroundings& surroundings,
    const dedup::Judgement& judgement,
    const std::string& language
)
    : connection_(connection),
      writer_(connection, codec, sketches, feed, surroundings.snapshot().now, language),
      watcher_(watcher),
      feed_(feed),
      surroundings_(surroundings),
      snapshot_(surroundings.snapshot()),
      judgement_(judgement),
      applied_(snapshot_.items.size(), false),
      sightings_(snapshot_.items.size(), 0),
      stories_(snapshot_.items.size(), 0),
      owners_(snapshot_.items.size(), 0) {}

std::vector<std::int64_t> Applier::run(PollReport& report) {
    if (judgement_.decisions.size() != snapshot_.items.size()) {
        throw std::logic_error("dedup::decide left items undecided");
    }
    readded_ = count_late() >= kReadded;
    const auto ordered = order();
    for (const auto index : ordered) {
        if (judgement_.decisions[index].verdict != dedup::Verdict::kTwin) {
            apply_after_its_original(index, report);
        }
    }
    for (const auto index : ordered) {  // what they are twins of has its rows now
        if (judgement_.decisions[index].verdict == dedup::Verdict::kTwin) {
            apply_twin(index);
            ++report.unchanged;
        }
    }
    if (writer_.stories_added() > 0) {
        change_story_count(
            connection_, static_cast<std::int64_t>(feed_.id), writer_.stories_added()
        );
    }
    return std::move(sightings_);
}

/// Older than what the feed last brought. Whoever was cut off from his publisher for a day, by a
/// cache or a cable, finds newer items, not these.
bool Applier::is_late(const dedup::PreparedItem& item) const {
    const auto& published = item.item.date_published;
    const auto& last_new = feed_.schedule.last_new;
    return published && last_new && *published < *last_new - kSlowPublishing;
}

std::size_t Applier::count_late() const {
    std::size_t late = 0;
    for (std::size_t i = 0; i < snapshot_.items.size(); ++i) {
        const bool is_new = judgement_.decisions[i].verdict == dedup::Verdict::kNewStory;
        late += is_new && is_late(snapshot_.items[i]) ? 1U : 0U;
    }
    return late;
}

/// Oldest first, so that the log reads like a wire: by date when every item has one, else from the
/// end of the document, because feeds put the newest on top.
std::vector<std::size_t> Applier::order() const {
    std::vector<std::size_t> indexes(snapshot_.items.size());
    std::iota(indexes.rbegin(), indexes.rend(), std::size_t{0});
    const auto date = [&](std::size_t index) { return snapshot_.items[index].item.date_published; };
    if (std::ranges::all_of(indexes, [&](std::size_t index) { return date(index).has_value(); })) {
        std::ranges::stable_sort(indexes, {}, [&](std::size_t index) { return *date(index); });
    }
    return indexes;
}

/// A copy names its original, which may be a later item of the same document.
void Applier::apply_after_its_original(std::size_t index, PollReport& report) {
    std::vector<std::size_t> waiting;
    for (std::optional next = index; next && !applied_[*next];) {
        waiting.push_back(*next);
        applied_[*next] = true;
        const auto& original = judgement_.decisions[*next].copy_of_item;
        next = original ? std::optional(untwinned(*original)) : std::nullopt;
    }
    for (; !waiting.empty(); waiting.pop_back()) {
        apply(waiting.back(), report);
    }
}

void Applier::apply(std::size_t index, PollReport& report) {
    switch (judgement_.decisions[index].verdict) {
        case dedup::Verdict::kNewStory:
            apply_new_story(index);
            ++report.new_stories;
            return;
        case dedup::Verdict::kNewRevision:
            apply_new_revision(index);
            ++report.revised;
            return;
        case dedup::Verdict::kSighting:
            apply_known_text(index);
            ++report.sighted;
            return;
        case dedup::Verdict::kUnchanged:
            apply_known_text(index);
            ++report.unchanged;
            return;
        case dedup::Verdict::kTwin:
        case dedup::Verdict::kRemoved:
            return;
    }
}

void Applier::apply_new_story(std::size_t index) {
    const auto& item = snapshot_.items[index];
    const auto& published = item.item.date_published;
    const bool backfill =
        (published && *published < snapshot_.now - kBackfillAge) || (readded_ && is_late(item));
    const bool initial = !feed_.had_success || backfill;

    const auto story = writer_.insert_story(item, initial);
    writer_.insert_revision(story, 1, item, published, nullptr);
    add_tags(connection_, story, item.item.tags);
    const auto sighting = writer_.insert_sighting(story, item, true, false);
    writer_.add_keys(story, item, judgement_.modes);
    writer_.save_reasons(sighting, judgement_.decisions[index]);
    writer_.save_sketch(story, item, true);
    join_cluster(index, story);
    append_event(
        connection_,
        {.time = snapshot_.now,
         .type = "story.new",
         .story = story,
         .revision = 1,
         .feed = feed_.id,
         .initial = initial}
    );
    watcher_.revised(
        {.story = story, .revision = 1, .change = nullptr, .previous = 0, .initial = initial}, item
    );
    stories_[index] = story;
    owners_[index] = story;
    sightings_[index] = sighting;
}

void Applier::join_cluster(std::size_t index, std::int64_t story) {
    const auto& decision = judgement_.decisions[index];
    std::int64_t original = 0;
    if (decision.copy_of) {
        original = static_cast<std::int64_t>(snapshot_.stories.at(*decision.copy_of).key);
    } else if (decision.copy_of_item) {
        original = stories_.at(untwinned(*decision.copy_of_item));
    }
    if (original != 0 && original != story) {
        writer_.join_cluster(story, original);
    }
}

void Applier::apply_new_revision(std::size_t index) {
    const auto& item = snapshot_.items[index];
    const auto& decision = judgement_.decisions[index];
    const auto& before = known(decision);
    const auto story = static_cast<std::int64_t>(before.key);
    auto& now_at = progress(before);
    const int previous = now_at.current;
    const int number = now_at.newest + 1;
    const auto published = item.item.date_published ? item.item.date_published : before.published;
    const auto change = decision.change.value_or(model::Change{});

    watcher_.before_change(story);
    writer_.insert_revision(story, number, item, published, &change);
    writer_.revise_story(story, number, published, change.kind == model::ChangeKind::kCosmetic);
    replace_tags(connection_, story, item.item.tags);
    note_revised(connection_, story);
    if (before.first_seen >= snapshot_.now - kSketchLife) {
        writer_.save_sketch(story, item, false);
    }
    now_at = {.current = number, .newest = number};
    const auto sighting = save_sighting_and_keys(index);
    writer_.save_reasons(sighting, decision);
    append_event(
        connection_,
        {.time = snapshot_.now,
         .type = "story.revised",
         .story = story,
         .revision = number,
         .feed = feed_.id,
         .initial = !feed_.had_success,
         .data = previous_data(previous)}
    );
    watcher_.revised(
        {.story = story,
         .revision = number,
         .change = &change,
         .previous = previous,
         .initial = !feed_.had_success},
        item
    );
}

void Applier::apply_known_text(std::size_t index) {
    const auto& item = snapshot_.items[index];
    const auto& decision = judgement_.decisions[index];
    const auto& before = known(decision);
    const auto story = static_cast<std::int64_t>(before.key);
    auto& now_at = progress(before);

    if (decision.revision != 0 && decision.revision != now_at.current) {
        point_story(connection_, story, decision.revision);
        now_at.current = decision.revision;
        note_pointed(connection_, feed_, snapshot_.now, story, decision.revision, now_at.newest);
    }
    // A sighting that goes on under another guid or URL is what the API calls an alias, whichever
    // of the two found it.
    const bool goes_on = decision.sighting != dedup::SightingKey{};
    if (!goes_on) {
        watcher_.before_change(story);
    }
    const auto sighting = save_sighting_and_keys(index);
    if (decision.verdict == dedup::Verdict::kUnchanged) {
        writer_.save_reading(sighting, decision);
        return;
    }
    writer_.save_reasons(sighting, decision);
    const auto by = goes_on ? dedup::Rung::kAlias : decision.rung;
    append_event(
        connection_,
        {.time = snapshot_.now,
         .type = "story.sighted",
         .story = story,
         .revision = now_at.current,
         .feed = feed_.id,
         .initial = !feed_.had_success,
         .data = sighting_data(feed_.name, item.url, item.item.id, by)}
    );
    if (!goes_on) {
        watcher_.sighted(
            {.story = story,
             .revision = now_at.newest,
             .change = nullptr,
             .previous = 0,
             .initial = !feed_.had_success}
        );
    }
}

/// Of an item of a known story, which a feed carries with it.
std::int64_t Applier::save_sighting_and_keys(std::size_t index) {
    const auto& item = snapshot_.items[index];
    const auto& decision = judgement_.decisions[index];
    const auto story = static_cast<std::int64_t>(known(decision).key);
    // What belongs to a story that an operator merged into this one stays with it.
    const auto owner = surroundings_.owner_of(index, *decision.story, decision.sighting);
    auto sighting = static_cast<std::int64_t>(decision.sighting);
    if (sighting == 0) {
        sighting =
            writer_.insert_sighting(owner, item, !writer_.is_carried_here(story), owner != story);
    } else {
        writer_.update_sighting(sighting, item, owner != story);
    }
    // A key that the story has by way of a part is not its own yet.
    const bool alone = !surroundings_.has_parts(*decision.story);
    writer_.add_keys(owner, item, judgement_.modes, alone ? &known(decision) : nullptr);
    if (surroundings_.is_withdrawn(*decision.story)) {
        writer_.bring_back(story);
    }
    stories_[index] = story;
    owners_[index] = owner;
    sightings_[index] = sighting;
    return sighting;
}

/// The same entry once more: its keys lead to the same story, and it needs no row of its own.
void Applier::apply_twin(std::size_t index) {
    const auto original = untwinned(index);
    stories_[index] = stories_.at(original);
    owners_[index] = owners_.at(original);
    sightings_[index] = sightings_.at(original);
    if (owners_[index] != 0) {  // else it is as removed as the other
        writer_.add_keys(owners_[index], snapshot_.items[index], judgement_.modes);
    }
}

/// The item that this one repeats; itself when it repeats none.
std::size_t Applier::untwinned(std::size_t index) const {
    const auto& decisions = judgement_.decisions;
    for (std::size_t steps = 0; steps < decisions.size(); ++steps) {
        const auto& decision = decisions.at(index);
        if (decision.verdict != dedup::Verdict::kTwin) {
            return index;
        }
        index = decision.twin;  // which may be a twin itself
    }
    return index;
}

const dedup::KnownStory& Applier::known(const dedup::Decision& decision) const {
    if (!decision.story) {
        throw std::logic_error("dedup::decide names no story for a known one");
    }
    return snapshot_.stories.at(*decision.story);
}

Applier::Progress& Applier::progress(const dedup::KnownStory& story) {
    const auto [entry, is_new] = progress_.try_emplace(static_cast<std::int64_t>(story.key));
    if (is_new) {
        entry->second.current = story.current;
        for (const auto& revision : story.revisions) {
            entry->second.newest = std::max(entry->second.newest, revision.number);
        }
    }
    return entry->second;
}

}  // namespace wireroom::store
