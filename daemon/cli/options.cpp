#include "cli/options.hpp"

#include "base/spelling.hpp"
#include "base/text.hpp"
#include "cli/command_line.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace wireroom::cli {
namespace {

constexpr const char* kFooter =
    "Every verb takes --config FILE, --socket PATH and --json (one JSON object, or one a line for\n"
    "lists). A FEED is a name, an id or a URL. NO_COLOR switches colours off. Without the daemon "
    "the\n"
    "store is read directly, by those who may.\n"
    "Exit status: 0 done; 1 there is no such thing, or it failed; 2 wrong usage or configuration;\n"
    "3 the daemon does not answer, or may not be asked, and the store cannot be read.";

/// What the verbs' options are read into.
struct Verbs {
    StatusVerb status;
    FeedsVerb feeds;
    WhyVerb why;
    StoriesVerb stories;
    ShowVerb show;
    DiffVerb diff;
    ExplainVerb explain;
    MergeVerb merge;
    SplitVerb split;
    ForgetVerb forget;
    EventsVerb events;
    FollowVerb follow;
    RefreshVerb refresh;
    ReloadVerb reload;
    MonitorListVerb monitor_list;
    MonitorTestVerb monitor_test;
    ExportVerb export_opml;
    CheckVerb check;
    CompletionVerb completion;
    ParseVerb parse;
    CanonVerb canon;
};

template <class Options>
CLI::App* add_verb(
    CLI::App& app, Verb& verb, Options& options, const char* name, const char* text
) {
    auto* command = app.add_subcommand(name, text);
    command->final_callback([&verb, &options] { verb = options; });
    return command;
}

/// Accepts a whole number from `least` on. CLI11's own checks print their bounds as they are
/// stored.
CLI::Validator whole_number(std::int64_t least, std::int64_t most = 999'999'999) {
    CLI::Validator check(
        [least, most](std::string& text) -> std::string {
            constexpr std::size_t kMostDigits = 9;  // what every number here can hold
            const bool fits = !text.empty() && text.size() <= kMostDigits &&
                              std::ranges::all_of(text, is_digit) && std::stoll(text) >= least &&
                              std::stoll(text) <= most;
            const auto range = most == 999'999'999
                                   ? "from " + std::to_string(least) + " on"
                                   : std::to_string(least) + "-" + std::to_string(most);
            return fits ? std::string() : "\"" + text + "\" is no whole number " + range;
        },
        ""
    );
    return check;
}

CLI::Validator one_of(std::vector<std::string> words) {
    return CLI::IsMember(std::move(words)).description("");
}

void add_state_verbs(CLI::App& app, Verb& verb, Verbs& verbs) {
    add_verb(app, verb, verbs.status, "status", "Say how the daemon and its store are");

    auto* command = add_verb(app, verb, verbs.feeds, "feeds", "List the feeds and their health");
    command->add_flag("--failing", verbs.feeds.failing, "only those that fail");

    command = add_verb(app, verb, verbs.why, "why", "Say when a feed is polled next, and why then");
    command->add_option("feed", verbs.why.feed, "name, id or URL")->required()->type_name("FEED");

    command = add_verb(app, verb, verbs.refresh, "refresh", "Poll feeds now, as far as polite");
    command->add_option("feed", verbs.refresh.feeds, "name, id or URL (default: all)")
        ->type_name("FEED");
    command->add_flag(
        "--no-wait", verbs.refresh.no_wait, "do not wait (up to 60 s) for the polls to end"
    );

    command = add_verb(app, verb, verbs.reload, "reload", "Take up the edited configuration");
    command->add_flag(
        "--force", verbs.reload.force, "also when it drops more than half of the feeds"
    );

    command = add_verb(app, verb, verbs.check, "check", "Read a configuration, tell every fault");
    command->add_option("file", verbs.check.file, "(default: the one that would be used)")
        ->type_name("FILE");

    add_verb(app, verb, verbs.export_opml, "export", "Print the feeds as OPML");
}

void add_story_verbs(CLI::App& app, Verb& verb, Verbs& verbs) {
    auto& stories = verbs.stories;
    auto* command = add_verb(app, verb, stories, "stories", "List stories, newest first");
    command->add_option("--feed", stories.feed, "of this feed")->type_name("FEED");
    command->add_option("--group", stories.group, "of the feeds of this group")->type_name("NAME");
    command->add_option("--tag", stories.tag, "with this tag")->type_name("TAG");
    command->add_option("--monitor", stories.monitor, "that match this monitor now")
        ->type_name("NAME");
    command
        ->add_option(
            "--since", stories.since, "not older: 2025-04-11, 2025-04-11T08:00:00Z, 90min, 3d"
        )
        ->type_name("TIME");
    command->add_option("--limit", stories.limit, "at most so many; 0 = all (default 50)")
        ->check(whole_number(0))
        ->type_name("N");
    command->add_option("--order", stories.order, "seen (default), published or revised")
        ->check(one_of({"seen", "published", "revised"}))
        ->type_name("ORDER");

    command = add_verb(app, verb, verbs.show, "show", "Show one story");
    command->add_option("id", verbs.show.id, "of the story")->required()->type_name("ID");
    command->add_flag("--revisions", verbs.show.revisions, "with every revision of its text");

    command = add_verb(app, verb, verbs.diff, "diff", "Show what changed between two revisions");
    command->add_option("id", verbs.diff.id, "of the story")->required()->type_name("ID");
    command->add_option("from", verbs.diff.from, "revision number (default: the last but one)")
        ->check(whole_number(1))
        ->type_name("FROM");
    command->add_option("to", verbs.diff.to, "revision number (default: the last)")
        ->check(whole_number(1))
        ->type_name("TO");

    command = add_verb(app, verb, verbs.explain, "explain", "Say why all this is one story");
    command->add_option("id", verbs.explain.id, "of the story")->required()->type_name("ID");
}

void add_verdict_verbs(CLI::App& app, Verb& verb, Verbs& verbs) {
    auto& merge = verbs.merge;
    auto* command = add_verb(app, verb, merge, "merge", "Make one story a part of another");
    command->add_option("id", merge.id, "of the story that goes into the other")
        ->required()
        ->type_name("ID");
    command->add_option("into", merge.into, "id of the other")->required()->type_name("INTO");

    auto& split = verbs.split;
    command =
        add_verb(app, verb, split, "split", "Undo a merge, or part a sighting from its story");
    command->add_option("id", split.id, "of the story")->required()->type_name("ID");
    command->add_option("--feed", split.feed, "the sighting in this feed")->type_name("FEED");
    command->add_option("--guid", split.guid, "the sighting with this guid")->type_name("GUID");
    command->add_option("--url", split.url, "the sighting with this address")->type_name("URL");

    auto& forget = verbs.forget;
    command = add_verb(app, verb, forget, "forget", "Delete a story for good");
    command->add_option("id", forget.id, "of the story")->required()->type_name("ID");
    command->add_flag("--yes", forget.yes, "do not ask; needed where nobody can be asked");
}

void add_monitor_verbs(CLI::App& app, Verb& verb, Verbs& verbs) {
    auto* monitor = app.add_subcommand("monitor", "List the topic monitors, or try a query");
    monitor->require_subcommand(1);
    add_verb(*monitor, verb, verbs.monitor_list, "list", "List the monitors and what they found");

    auto& test = verbs.monitor_test;
    auto* command =
        add_verb(*monitor, verb, test, "test", "Say when a query would have matched, newest first");
    command
        ->add_option(
            "query", test.query, "words, \"phrases\", tag: title: feed: group:, AND OR NOT"
        )
        ->required()
        ->type_name("QUERY");
    command->add_option("--last", test.last, "so far back: 90min, 12h, 30d (default), 8w")
        ->type_name("AGE");
    command->add_option("--limit", test.limit, "at most so many (default 50)")
        ->check(whole_number(1, 1000))
        ->type_name("N");
}

void add_event_verbs(CLI::App& app, Verb& verb, Verbs& verbs) {
    auto* command = add_verb(app, verb, verbs.events, "events", "Print the event log");
    command
        ->add_option(
            "--since", verbs.events.since, "what follows this event number or cursor, begin, now"
        )
        ->required()
        ->type_name("N|CURSOR");
    command->add_flag("--follow", verbs.events.follow, "go on with what happens from now on");

    auto& follow = verbs.follow;
    command = add_verb(app, verb, follow, "follow", "Print what happens, as it happens");
    command->add_option("--after", follow.after, "what follows this cursor, begin, now (default)")
        ->type_name("CURSOR");
    command->add_option("--feed", follow.feed, "only of this feed")->type_name("FEED");
    command->add_option("--type", follow.type, "only of these types, e.g. story.revised,story.new")
        ->type_name("TYPE");
    command->add_option("--monitor", follow.monitor, "only what this monitor finds")
        ->type_name("NAME");
}

void add_tools(CLI::App& app, Verb& verb, Verbs& verbs) {
    auto& parse = verbs.parse;
    auto* command =
        add_verb(app, verb, parse, "parse", "Read any feed document, print JSON Feed 1.1");
    command->add_option("file", parse.file, "the document; - is standard input")
        ->required()
        ->type_name("FILE");
    command->add_option("--url", parse.url, "where it came from")->type_name("BASE");
    command->add_option("--content-type", parse.content_type, "the header it came with")
        ->type_name("CT");
    command->add_flag("--raw-html", parse.raw_html, "leave its HTML as it is: never show that");

    add_verb(
        app,
        verb,
        verbs.canon,
        "canon",
        "Reduce URLs to what they are compared by (one JSON string a line)"
    );

    command =
        add_verb(app, verb, verbs.completion, "completion", "Print the shell's completion script");
    command->add_option("shell", verbs.completion.shell, "bash, zsh or fish")
        ->required()
        ->check(one_of({"bash", "zsh", "fish"}))
        ->type_name("SHELL");
}

/// `stories` for `stoires`; empty when nothing is close.
std::string meant_verb(CLI::App& app, const std::string& word) {
    std::vector<std::string> names;
    for (const auto* verb : app.get_subcommands({})) {
        names.push_back(verb->get_name());
    }
    const std::vector<std::string_view> known(names.begin(), names.end());
    return std::string(closest(word, known).value_or(""));
}

/// Every verb on a line, for whoever types `wireroom` alone.
std::string short_help(CLI::App& app) {
    std::string text = "usage: wireroom [--config FILE | --socket PATH] [--json] VERB\n\n";
    for (const auto* verb : app.get_subcommands({})) {
        auto name = verb->get_name();
        name.resize(std::max<std::size_t>(name.size(), 11), ' ');
        text += "  " + name + " " + verb->get_description() + "\n";
    }
    return text + "\nwireroom help VERB tells more; the manual is wireroom(1).\n";
}

/// What to say when the command line has no verb: `word` is what stands in its place.
std::string no_verb(CLI::App& app, std::string_view word) {
    if (word.empty()) {
        return short_help(app);
    }
    const auto meant = meant_verb(app, std::string(word));
    return printable(word, 60) + " is no verb" +
           (meant.empty() ? "" : "; did you mean " + meant + "?") + "; see wireroom --help";
}

/// CLI11 puts several sentences on several lines; an error of ours is one line.
std::string one_line(const std::string& text) {
    std::string line(trim(text));
    std::ranges::replace(line, '\n', ' ');
    return printable(line, 400);
}

void set_footers(CLI::App& app) {
    for (auto* sub : app.get_subcommands({})) {
        const auto notes = notes_on(sub->get_name());
        sub->footer((notes.empty() ? "" : notes + "\n\n") + kFooter);
        sub->group("Verbs");
        set_footers(*sub);
    }
}

/// `wireroom help explain` is `wireroom explain --help`.
std::vector<std::string> without_help(std::span<const std::string> arguments) {
    std::vector<std::string> result(arguments.begin(), arguments.end());
    const auto word = word_without_verb(result);
    if (word == "help") {
        result.erase(std::ranges::find_if(result, [&](const std::string& one) {
            return one.data() == word.data();
        }));
        result.emplace_back("--help");
    }
    return result;
}

/// `wireroom monitor test --help`: of the verb that the command line is about.
std::string help_command(const CLI::App& app) {
    std::string command = "wireroom";
    for (auto chosen = app.get_subcommands(); !chosen.empty();
         chosen = chosen.front()->get_subcommands()) {
        command += " " + chosen.front()->get_name();
    }
    return command + " --help";
}

}  // namespace

std::variant<Invocation, EarlyExit> parse_options(std::span<const std::string> given) {
    const auto arguments = without_help(given);
    Invocation call;
    Verbs verbs;

    CLI::App app("wireroom: reads what wireroomd collects", "wireroom");
    app.footer(kFooter);
    app.set_version_flag("--version", std::string("wireroom ") + WIREROOM_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    app.add_option("--config", call.config, "configuration file")->type_name("FILE");
    app.add_option("--socket", call.socket, "the daemon's socket")->type_name("PATH");
    app.add_flag("--json", call.json, "print JSON, one object a line for lists");
    add_story_verbs(app, call.verb, verbs);
    add_verdict_verbs(app, call.verb, verbs);
    add_event_verbs(app, call.verb, verbs);
    add_monitor_verbs(app, call.verb, verbs);
    add_state_verbs(app, call.verb, verbs);
    add_tools(app, call.verb, verbs);
    set_footers(app);
    app.get_formatter()->label("SUBCOMMAND", "VERB");
    app.get_formatter()->label("REQUIRED", "");

    const auto word = word_without_verb(arguments);
    if (word == "add" || word == "remove" || word == "import") {
        return Invocation{
            .config = config_of(arguments),
            .socket = {},
            .json = false,
            .verb = AbsentVerb{std::string(word)},
        };
    }
    if (const auto query = dashed_query(arguments); !query.empty()) {
        const auto shown = printable(query, 100);
        return EarlyExit{
            kExitUsage,
            shown +
                " is no option; a query that begins with - stands behind --: wireroom monitor "
                "test -- \"" +
                shown + "\"; see wireroom monitor test --help"};
    }
    try {
        // CLI11 takes the arguments off the end.
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::CallForHelp&) {
        return EarlyExit{kExitOk, app.help()};
    } catch (const CLI::CallForVersion& version) {
        return EarlyExit{kExitOk, std::string(version.what()) + "\n"};
    } catch (const CLI::ParseError& error) {
        const auto chosen = app.get_subcommands();
        if (chosen.empty() && (word.empty() || !word.starts_with('-'))) {
            return EarlyExit{kExitUsage, no_verb(app, word)};
        }
        if (!chosen.empty() && chosen.front()->get_name() == "monitor" &&
            chosen.front()->get_subcommands().empty()) {
            return EarlyExit{
                kExitUsage,
                "say wireroom monitor list, or wireroom monitor test QUERY; see wireroom monitor "
                "--help"};
        }
        return EarlyExit{kExitUsage, one_line(error.what()) + "; see " + help_command(app)};
    }
    return call;
}

}  // namespace wireroom::cli
