#include "config/dedup_section.hpp"

#include "base/spelling.hpp"
#include "config/values.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace wireroom::config {

namespace {

/// What one of a few words means; the words are shown up to the first that only stands for another.
template <class T>
struct Choice {
    std::string_view word;
    T meaning;
    bool shown = true;
};

template <class T>
void read_choice(
    const YamlNode& node,
    const std::string& where,
    Reader& reader,
    const std::vector<Choice<T>>& choices,
    T& target
) {
    const auto text = reader.scalar(node, where);
    if (!text) {
        return;
    }
    const auto chosen = std::ranges::find(choices, *text, &Choice<T>::word);
    if (chosen != choices.end()) {
        target = chosen->meaning;
        return;
    }
    std::vector<std::string_view> words;
    std::string list;
    for (const auto& choice : choices) {
        if (choice.shown) {
            words.push_back(choice.word);
        }
    }
    for (const auto word : words) {
        list += list.empty() ? "" : word == words.back() ? " or " : ", ";
        list += word;
    }
    const auto meant = closest(*text, words);
    reader.fault(
        node,
        where + " must be " + list + ", not " + in_quotes(*text),
        meant ? "did you mean " + in_quotes(*meant) + "?" : ""
    );
}

Reader::Handler key_into(Reader& reader, model::DedupPins::Key& target) {
    return [&reader, &target](const YamlNode& value, const std::string& where) {
        using Key = model::DedupPins::Key;
        static const std::vector<Choice<Key>> kChoices = {
            {"auto", Key::kAuto}, {"trust", Key::kTrust}, {"ignore", Key::kIgnore}};
        read_choice(value, where, reader, kChoices, target);
    };
}

Reader::Handler switch_into(Reader& reader, bool& target) {
    return [&reader, &target](const YamlNode& value, const std::string& where) {
        static const std::vector<Choice<bool>> kChoices = {
            {"on", true},
            {"off", false},
            {"true", true, false},
            {"false", false, false},
            {"yes", true, false},
            {"no", false, false}};
        read_choice(value, where, reader, kChoices, target);
    };
}

}  // namespace

void read_dedup(
    const YamlNode& node,
    const std::string& where,
    Reader& reader,
    Config::Dedup& dedup,
    std::vector<RuleFileEntry>& files
) {
    const auto file = [&](RuleFileEntry::Kind kind, std::string& target) {
        return [&reader, &files, &target, kind](const YamlNode& value, const std::string& place) {
            if (const auto text = reader.path_text(value, place)) {
                reader.path(value, place, target);
                files.push_back(
                    {kind, reader.beside(*text), place, reader.place(value), value.column}
                );
            }
        };
    };
    const std::string per_feed = "write it into a feed: { name: …, url: …, dedup: { … } }";
    const std::string_view refusal = "is a feed's own";
    reader.map(
        node,
        where,
        {
            {"url_rules", file(RuleFileEntry::Kind::kUrlRules, dedup.url_rules)},
            {"notes", file(RuleFileEntry::Kind::kNotes, dedup.notes)},
            {"guid", {}, per_feed, refusal},
            {"link", {}, per_feed, refusal},
            {"near", {}, per_feed, refusal},
            {"cluster", {}, per_feed, refusal},
        }
    );
}

void read_pins(
    const YamlNode& node, const std::string& where, Reader& reader, model::DedupPins& pins
) {
    reader.map(
        node,
        where,
        {
            {"guid", key_into(reader, pins.guid)},
            {"link", key_into(reader, pins.link)},
            {"near", switch_into(reader, pins.near)},
            {"cluster", switch_into(reader, pins.cluster)},
        }
    );
}

}  // namespace wireroom::config
