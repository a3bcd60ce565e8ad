#include "cli/command_line.hpp"

#include "cli/options.hpp"

#include <cstddef>

namespace wireroom::cli {
namespace {

constexpr std::size_t kNoteColumns = 80;

/// Which types `follow --type` takes, in lines.
std::string types_note() {
    std::string note = "TYPE is one of";
    auto column = note.size();
    const auto add = [&](std::string_view word) {
        const bool fits = column + 1 + word.size() <= kNoteColumns;
        note += fits ? ' ' : '\n';
        note += word;
        column = (fits ? column + 1 : 0) + word.size();
    };
    for (const auto type : kEventTypes) {
        add(std::string(type) + ",");
    }
    for (const auto word : {"or", "several", "of", "them", "with", "commas", "between."}) {
        add(word);
    }
    return note;
}

}  // namespace

std::string notes_on(std::string_view verb) {
    if (verb == "feeds") {
        return "In a pipe one line a feed, with tabs between: name, state, stories, last_poll, "
               "last_success,\nnext_poll, next_poll_reason, failures, last_status, url, "
               "last_error.";
    }
    if (verb == "stories") {
        return "In a pipe one line a story, with tabs between: id, time, feeds, revision, title, "
               "url.";
    }
    if (verb == "list") {
        return "In a pipe one line a monitor, with tabs between: name, stories, last_matched, on, "
               "query.";
    }
    if (verb == "test") {
        return "In a pipe one line a match, with tabs between: id, time, revision, title, url.";
    }
    if (verb == "follow") {
        return types_note();
    }
    if (verb == "merge") {
        return "ID stays known and leads to INTO. wireroom split ID takes the verdict back.";
    }
    if (verb == "split") {
        return "Without an option it undoes the merge of ID. With one or more it makes the "
               "sighting "
               "that they\nmean a story of its own; wireroom explain ID lists the sightings.";
    }
    if (verb == "forget") {
        return "All texts, names and addresses of the story are deleted, and a feed that still "
               "carries it does not\nbring it back. It cannot be undone.";
    }
    if (verb == "completion") {
        return "bash, for this shell:   source <(wireroom completion bash)\n"
               "zsh, for this shell:    source <(wireroom completion zsh)\n"
               "fish, for this shell:   wireroom completion fish | source";
    }
    return {};
}

std::string_view word_without_verb(std::span<const std::string> arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--config" || arguments[i] == "--socket") {
            ++i;
        } else if (arguments[i] != "--json" && !arguments[i].starts_with("--config=") &&
                   !arguments[i].starts_with("--socket=")) {
            return arguments[i];
        }
    }
    return {};
}

std::string config_of(std::span<const std::string> arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--config" && i + 1 < arguments.size()) {
            return arguments[i + 1];
        }
        if (arguments[i].starts_with("--config=")) {
            return arguments[i].substr(std::string_view("--config=").size());
        }
    }
    return {};
}

std::string_view dashed_query(std::span<const std::string> arguments) {
    bool is_value = false;  // of the option before
    std::size_t verbs = 0;
    for (const auto& argument : arguments) {
        if (is_value) {
            is_value = false;
        } else if (argument == "--") {
            break;
        } else if (argument == "--config" || argument == "--socket" || argument == "--last" ||
                   argument == "--limit") {
            is_value = true;
        } else if (verbs == 2 && argument.size() > 1 && argument[0] == '-' && argument[1] != '-' &&
                   argument != "-h") {
            return argument;
        } else if (verbs < 2 && !argument.starts_with('-')) {
            if (argument != (verbs == 0 ? "monitor" : "test")) {
                break;
            }
            ++verbs;
        }
    }
    return {};
}

}  // namespace wireroom::cli
