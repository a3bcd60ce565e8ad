// Whatever a feed, a configuration or a daemon says: no control sequence reaches the terminal.
#include "base/text.hpp"
#include "cli/backlog.hpp"
#include "cli/render.hpp"
#include "unit/cli/scripted_transport.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace wireroom::cli {
namespace {

/// Colours, titles, OSC 8 links, C1 of either spelling, bidi overrides, tabs and line breaks.
const std::vector<std::string> kPayloads = {
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;https://evil.example/\x1b\\link\x1b]8;;\x1b\\",
    "\x9b"
    "31m raw C1 \x90 q",
    "\u009b31m C1 \u009d0;t\u009c",
    "\u202eright to left\u202c \u2066isolate\u2069 \u200f \u061c",
    "a\tb\nc\rd\be\vf\fg\x7fh",
    "\u2028line\u2029paragraph\u0085next",
    std::string("nul\0nul", 7),
};

/// What no terminal may get from us, but for the line feeds and tabs of our own layout.
::testing::AssertionResult is_tame(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) {
            return ::testing::AssertionFailure()
                   << "control " << int{byte} << " at " << at << " of: " << text;
        }
    }
    // C1 and the bidi controls as they are in UTF-8; a raw 0x9B would be invalid UTF-8.
    for (const auto* bad :
         {"\u0080",
          "\u0085",
          "\u0090",
          "\u009b",
          "\u009c",
          "\u009d",
          "\u202a",
          "\u202e",
          "\u2066",
          "\u2069",
          "\u200f",
          "\u061c"}) {
        if (text.find(bad) != std::string_view::npos) {
            return ::testing::AssertionFailure() << "a C1 or bidi control in: " << text;
        }
    }
    if (text.find("\x9b"
                  "31m raw") != std::string_view::npos) {
        return ::testing::AssertionFailure() << "a raw C1 byte in: " << text;
    }
    return ::testing::AssertionSuccess();
}

/// An object that has the payload for every member that any renderer reads.
JsonObject everything(const std::string& payload) {
    JsonObject inner;
    for (const auto* key :
         {"name",
          "url",
          "id",
          "title",
          "feed",
          "guid",
          "kind",
          "note",
          "text",
          "op",
          "message",
          "mime_type",
          "detail",
          "http",
          "seen",
          "first_seen",
          "last_seen",
          "time"}) {
        inner[key] = payload;
    }
    inner["material"] = true;
    inner["gone"] = true;
    inner["number"] = 2;
    inner["spans"] = JsonArray{JsonObject{{"op", "added"}, {"text", payload}}};
    auto out = inner;
    for (const auto* key :
         {"state",
          "next_poll",
          "next_poll_why",
          "next_poll_reason",
          "last_poll",
          "last_success",
          "last_error",
          "failing_since",
          "etag",
          "last_modified",
          "version",
          "head",
          "trouble",
          "offline_since",
          "summary",
          "content_text",
          "language",
          "copy_of",
          "date_published",
          "date_modified",
          "query",
          "last_matched",
          "monitor",
          "old",
          "new",
          "reason",
          "by",
          "from",
          "to",
          "member",
          "subject",
          "suggestion",
          "file",
          "outcome",
          "since",
          "back_to"}) {
        out[key] = payload;
    }
    for (const auto* key : {"story", "change", "sighting", "error", "next_poll_of", "into"}) {
        out[key] = inner;
    }
    for (const auto* key : {"sightings", "authors", "revisions", "attachments", "matches"}) {
        auto entry = inner;
        entry["change"] = inner;
        entry["story"] = inner;
        out[key] = JsonArray{entry};
    }
    for (const auto* key : {"groups", "tags", "on", "why"}) {
        out[key] = JsonArray{payload};
    }
    out["title"] = payload;
    out["paragraphs"] = JsonArray{
        JsonObject{{"op", "added"}, {"spans", inner["spans"]}},
        JsonObject{{"op", "changed"}, {"spans", inner["spans"]}},
        JsonObject{{"op", "same"}, {"spans", inner["spans"]}},
    };
    out["running"] = true;
    out["failures"] = 3;
    out["done"] = true;
    return out;
}

TEST(Hostile, EveryRendererIsTame) {
    for (const auto& payload : kPayloads) {
        const auto all = everything(payload);
        for (const auto& look : {terminal_look(80), pipe_look()}) {
            EXPECT_TRUE(is_tame(render_status(all, look)));
            EXPECT_TRUE(is_tame(render_place("socket", payload, look)));
            EXPECT_TRUE(is_tame(render_feeds({all, all}, look)));
            EXPECT_TRUE(is_tame(render_why(all, all, look)));
            EXPECT_TRUE(is_tame(render_stories({all, all}, "first_seen", true, look)));
            EXPECT_TRUE(is_tame(render_story(all, look)));
            EXPECT_TRUE(is_tame(render_diff(all, look)));
            EXPECT_TRUE(is_tame(render_monitors({all}, look)));
            EXPECT_TRUE(is_tame(render_query_test(all, look)));
            EXPECT_TRUE(is_tame(describe_query_test(all, look)));
            EXPECT_TRUE(is_tame(render_refreshed(all, true, look)));
            EXPECT_TRUE(is_tame(render_changes({all}, look)));
            EXPECT_TRUE(is_tame(render_fault(all)));
            EXPECT_TRUE(is_tame(point_at(payload, 3, look.width)));
        }
    }
}

TEST(Hostile, EveryEventIsTameAndOneLine) {
    for (const auto& payload : kPayloads) {
        for (const std::string type :
             {"story.new",
              "story.revised",
              "story.sighted",
              "story.reverted",
              "story.removed",
              "monitor.matched",
              "monitor.unmatched",
              "feed.failing",
              "feed.moved",
              "feed.gone",
              "feed.recovered",
              "feed.added",
              "odd.type"}) {
            auto event = everything(payload);
            event["type"] = type;
            const auto line = render_event(event, terminal_look());
            EXPECT_TRUE(is_tame(line));
            EXPECT_EQ(line.find('\n'), line.size() - 1) << line;
            EXPECT_EQ(line.find('\t'), std::string::npos) << line;
            event["initial"] = true;
            Backlog backlog;
            backlog.add(event);
            EXPECT_TRUE(is_tame(backlog.take()));
        }
    }
}

TEST(Hostile, ChangesAndRefreshesOfEveryKindAreTame) {
    for (const auto& payload : kPayloads) {
        auto all = everything(payload);
        for (const auto* kind : {"added", "removed", "renamed", "moved", "changed"}) {
            all["kind"] = kind;
            EXPECT_TRUE(is_tame(render_changes({all}, pipe_look())));
        }
        all["needs_restart"] = true;
        EXPECT_TRUE(is_tame(render_changes({all}, pipe_look())));
        all["done"] = false;
        EXPECT_TRUE(is_tame(render_refreshed(all, true, pipe_look())));
    }
}

TEST(Hostile, TableCellsHoldNoTabsAndNoLineBreaks) {
    for (const auto& payload : kPayloads) {
        const auto rows = render_feeds({everything(payload)}, pipe_look());
        EXPECT_EQ(std::ranges::count(rows, '\n'), 1) << rows;
        EXPECT_EQ(std::ranges::count(rows, '\t'), 10) << rows;
    }
}

TEST_F(Verbs, ProblemsAndJsonOnATerminalAreTame) {
    for (const auto& payload : kPayloads) {
        if (payload.front() == '\x9b') {
            continue;  // no UTF-8: parse_object refuses such an answer
        }
        const auto body = json_line(JsonObject{{"detail", payload}, {"name", payload}});
        EXPECT_TRUE(is_tame(body));
        transport.steps = {{.status = 404, .body = body}};
        const auto code = run(ShowVerb{.id = payload});
        ASSERT_FALSE(code);
        EXPECT_TRUE(is_tame(code.error().message));
        EXPECT_EQ(code.error().message.find_first_of("\n\t"), std::string::npos);
    }
    look.terminal = true;
    transport.steps = {{.body = "{\"title\":\"\u009b2J\u202e \x7f\"}"}};
    ASSERT_TRUE(run(ShowVerb{.id = "a"}));
    EXPECT_EQ(printed, "{\"title\":\"\\u009b2J\\u202e \\u007f\"}\n");

    printed.clear();
    transport.steps = {{.body = "<opml title=\"\u009b2J\"/>"}};
    ASSERT_TRUE(run(ExportVerb{}));
    EXPECT_TRUE(is_tame(printed));
}

TEST(SafeJson, LetsNoControlThroughThatIsNoJson) {
    EXPECT_EQ(safe_json("{\"a\":\"\x1b[31m\a\"}"), "{\"a\":\"\\u001b[31m\\u0007\"}");
}

TEST(SafeJson, MeansTheSame) {
    const std::string text = "{\"a\":\"\u009b\u202e\u2028\u061c\x7f é 東 👩‍🚒 \u2060\"}";

    const auto safe = safe_json(text);

    EXPECT_TRUE(is_tame(safe));
    EXPECT_EQ(parse_object(safe).value(), parse_object(text).value());
    EXPECT_NE(safe.find("é 東 👩‍🚒 \u2060"), std::string::npos)
        << "only what is dangerous is escaped";
}

}  // namespace
}  // namespace wireroom::cli
