#include "config/config.hpp"
#include "unit/config/folder.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace wireroom::config {
namespace {

/// A file that is wrong, and all that is said of it.
struct Faulty {
    const char* yaml;
    const char* faults;
};

// clang-format off: a table, read by people
const Faulty kTable[] = {

    // keys

    {"fech: {}", R"(w.yaml:1:1: unknown key "fech"; did you mean "fetch"?)"},
    {"zebra: 1", R"(w.yaml:1:1: unknown key "zebra")"},
    {R"(feeds:
  - { name: a, url: "http://h/a", intervall: 5m })",
     R"(w.yaml:2:35: unknown key "intervall" in feeds[0]; did you mean "interval"?)"},
    {R"(fetch:
  per_host:
    spacign: 1s)",
     R"(w.yaml:3:5: unknown key "spacign" in fetch.per_host; did you mean "spacing"?)"},
    {"fetch: { floor: 1h, floor: 2h }", R"(w.yaml:1:21: key "floor" stands twice in fetch)"},
    {R"(store: {}
store: {})",
     R"(w.yaml:2:1: key "store" stands twice)"},
    {R"(? [a]
: 1)",
     "w.yaml:1:3: a key must be a single word"},
    {"http: { listen: x }", "w.yaml:1:1: http is not supported by this version; use the socket"},
    {R"(- a
- b)",
     "w.yaml:1:1: the file must be a mapping of keys to values"},
    {"just text", "w.yaml:1:1: the file must be a mapping of keys to values"},
    {"fetch: 7", "w.yaml:1:8: fetch must be a mapping of keys to values"},
    {"feeds: { name: a }", "w.yaml:1:8: feeds must be a list"},

    // values

    {"fetch: { concurrency: many }",
     R"(w.yaml:1:23: fetch.concurrency must be a whole number from 1 to 1024, not "many")"},
    {"fetch: { concurrency: 0 }",
     R"(w.yaml:1:23: fetch.concurrency must be a whole number from 1 to 1024, not "0")"},
    {"fetch: { concurrency: 99999999999999999999 }",
     R"(w.yaml:1:23: fetch.concurrency must be a whole number from 1 to 1024, not "99999999999999999999")"},
    {"fetch: { concurrency: [1] }", "w.yaml:1:23: fetch.concurrency must be a single value"},
    {R"(fetch:
  concurrency:
)",
     "w.yaml:2:3: fetch.concurrency has no value"},
    {"fetch: { floor: 60 }",
     R"(w.yaml:1:17: fetch.floor must be a duration such as 30s, 10m, 1h or 30d, not "60")"},
    {"fetch: { floor: 1 hour }",
     R"(w.yaml:1:17: fetch.floor must be a duration such as 30s, 10m, 1h or 30d, not "1 hour")"},
    {"fetch: { floor: -1h }",
     R"(w.yaml:1:17: fetch.floor must be a duration such as 30s, 10m, 1h or 30d, not "-1h")"},
    {"fetch: { floor: 0s }", R"(w.yaml:1:17: fetch.floor must be between 1s and 365d, not "0s")"},
    {"fetch: { floor: 366d }",
     R"(w.yaml:1:17: fetch.floor must be between 1s and 365d, not "366d")"},
    {"fetch: { floor: 1500ms }", R"(w.yaml:1:17: fetch.floor must be whole seconds, not "1500ms")"},
    {"fetch: { per_host: { spacing: 2d } }",
     R"(w.yaml:1:31: fetch.per_host.spacing must be between 0s and 1d, not "2d")"},
    {R"(fetch: { contact: "me (at) home" })",
     "w.yaml:1:19: fetch.contact must be a URL or a mail address of at most 200 ASCII characters, "
     "without parentheses"},
    {R"(fetch: { contact: "a\r\nX-Evil: 1" })",
     "w.yaml:1:19: fetch.contact contains a control character"},
    {"fetch: { allow_private: [ 10.0.0.0/33 ] }",
     R"(w.yaml:1:27: fetch.allow_private[0] must be a network such as 10.0.0.0/8 or fd00::/8, not "10.0.0.0/33")"},
    {"fetch: { allow_private: [ 10.1.2.3/8 ] }",
     R"(w.yaml:1:27: fetch.allow_private[0] names an address inside a network: "10.1.2.3/8"; did you mean "10.0.0.0/8"?)"},
    {"fetch: { allow_private: 10.0.0.0/8 }", "w.yaml:1:25: fetch.allow_private must be a list"},
    {R"(fetch:
  hosts:
    "a b": {})",
     R"(w.yaml:3:5: "a b" in fetch.hosts is no host name, address or host:port)"},
    {"fetch: { hosts: { Example.org: {}, example.org: {} } }",
     R"(w.yaml:1:36: host "example.org" stands twice in fetch.hosts)"},
    {"fetch: { hosts: { a: { connections: 0 } } }",
     R"(w.yaml:1:37: fetch.hosts.a.connections must be a whole number from 1 to 1000, not "0")"},
    {"store: { retention: { stories: 365d } }",
     "w.yaml:1:21: store.retention by age is not supported by this version; write retention: none, "
     "which keeps every story and revision"},
    {"store: { retention: 30d }",
     R"(w.yaml:1:21: store.retention "30d" is not supported by this version; write retention: none, which keeps every story and revision)"},
    {"store: { max_size: 10GB }",
     "w.yaml:1:20: store.max_size is not supported by this version; leave it out; nothing is "
     "deleted"},
    {R"(store: { path: "" })",
     "w.yaml:1:16: store.path is empty; leave the key out for the default"},
    {R"(store: { path: "~/w.db" })",
     R"(w.yaml:1:16: store.path begins with "~", which is not expanded here; write the whole path)"},
    {"socket: { streams: 1.5 }",
     R"(w.yaml:1:20: socket.streams must be a whole number from 1 to 100000, not "1.5")"},

    // feeds

    {R"(feeds:
  - { url: "http://h/" })",
     "w.yaml:2:5: feeds[0] has no name"},
    {R"(feeds:
  - { name: a })",
     "w.yaml:2:5: feeds[0] has no url"},
    {R"(feeds:
  - https://example.org/feed)",
     "w.yaml:2:5: feeds[0] must be a mapping; write { name: …, url: … }"},
    {R"(feeds:
  - { name: BBC World, url: "http://h/" })",
     R"(w.yaml:2:13: feeds[0].name must be 1 to 64 of a-z, 0-9 and -, not "BBC World"; did you mean "bbc-world"?)"},
    {R"(feeds:
  - { name: "", url: "http://h/" })",
     R"(w.yaml:2:13: feeds[0].name must be 1 to 64 of a-z, 0-9 and -, not "")"},
    {R"(feeds:
  - { name: a, url: "http://h/a" }
  - { name: a, url: "http://h/b" })",
     R"(w.yaml:3:13: feed name "a" is used twice, first in line 2)"},
    {R"(feeds:
  - { name: a, url: "ftp://h/a" })",
     "w.yaml:2:21: feeds[0].url: scheme 'ftp' is not http or https"},
    {R"(feeds:
  - { name: a, url: feed.xml })",
     "w.yaml:2:21: feeds[0].url: not an absolute URL: feed.xml"},
    {R"(feeds:
  - { name: a, url: "http://h:99999/" })",
     "w.yaml:2:21: feeds[0].url: bad port in URL: http://h:99999/"},
    {R"(feeds:
  - { name: a, url: "http://exa<mple.org/" })",
     R"(w.yaml:2:21: feeds[0].url: no host can have this name: http://exa%3Cmple.org/)"},
    {R"(feeds:
  - { name: a, url: "http://me:secret@h:0/" })",
     "w.yaml:2:21: feeds[0].url: bad port in URL: http://***@h:0/"},
    {R"(feeds:
  - { name: a, url: "http://h/", dedup: { guid: trsut } })",
     R"(w.yaml:2:49: feeds[0].dedup.guid must be auto, trust or ignore, not "trsut"; did you mean "trust"?)"},
    {R"(feeds:
  - { name: a, url: "http://h/", dedup: { near: maybe } })",
     R"(w.yaml:2:49: feeds[0].dedup.near must be on or off, not "maybe")"},
    {R"(feeds:
  - { name: a, url: "http://h/", dedup: { link: on } })",
     R"(w.yaml:2:49: feeds[0].dedup.link must be auto, trust or ignore, not "on")"},
    {R"(feeds:
  - { name: a, url: "http://h/", dedup: ignore })",
     "w.yaml:2:41: feeds[0].dedup must be a mapping of keys to values"},
    {R"(feeds:
  - { name: a, url: "http://h/", dedup: { giud: auto } })",
     R"(w.yaml:2:43: unknown key "giud" in feeds[0].dedup; did you mean "guid"?)"},
    {R"(feeds:
  - { name: a, url: "http://h/", dedup: { guid: trust } }
  - { name: b, url: "http://h/", dedup: { guid: ignore } })",
     R"(w.yaml:3:41: feeds[1].dedup differs from that of feed "a", which has the same url)"},
    {"dedup: { guid: ignore }",
     "w.yaml:1:10: dedup.guid is a feed's own; write it into a feed: { name: …, url: …, dedup: { … "
     "} }"},
    {"dedup: { url_rules: ~/urls.txt }",
     R"(w.yaml:1:21: dedup.url_rules begins with "~", which is not expanded here; write the whole path)"},
    {R"(feeds:
  - { name: a, url: "http://h/", interval: 0s })",
     R"(w.yaml:2:44: feeds[0].interval must be between 1s and 365d, not "0s")"},
    {R"(feeds:
  - { name: a, url: "http://h/", groups: world })",
     "w.yaml:2:42: feeds[0].groups must be a list"},
    {R"(feeds:
  - { name: a, url: "http://h/", groups: [" x"] })",
     "w.yaml:2:43: feeds[0].groups[0] must be 1 to 64 bytes of text without spaces at the ends"},
    {R"(feeds:
  - { name: a, url: "http://h/", interval: 1h }
  - { name: b, url: "http://h/", interval: 2h })",
     R"(w.yaml:3:44: feeds[1].interval differs from that of feed "a", which has the same url)"},
    {R"(feeds:
  - { name: a, url: "http://h/", insecure: true })",
     "w.yaml:2:34: feeds[0].insecure is not supported by this version; use fetch.ca_file for a "
     "private authority"},

    // syntax

    {R"(feeds: [
  { name: a
)",
     "w.yaml:3:1: not YAML: end of map flow not found"},
    {R"(fetch: {}
---
store: {}
)",
     "w.yaml:2:1: a second YAML document begins here; one file is one document"},
    {"fetch: *nowhere", "w.yaml:1:8: not YAML: the referenced anchor is not defined"},
    {"fetch: &a { hosts: *a }", "w.yaml:1:20: an alias stands inside the value that it refers to"},
    {"fetch: {}\n\x04"
     "ignored: 1\n",
     "w.yaml:2:1: a control character"},
    {"fetch: \"\xFF"
     "\xFE"
     "\"",
     "w.yaml:1:9: the text is not UTF-8"},
    {"fetch: \"\xED"
     "\xA0"
     "\x80"
     "\"",
     "w.yaml:1:9: the text is not UTF-8"},

    // monitors

    {R"(monitors:
  - { name: a, query: peskov, webhook: { url: "https://h/" } })",
     "w.yaml:2:31: monitors[0].webhook is not supported by this version; use wireroom follow "
     "--monitor with a command that tells the others"},
    {R"(monitors:
  - { query: peskov })",
     "w.yaml:2:5: monitors[0] has no name"},
    {R"(monitors:
  - { name: a })",
     "w.yaml:2:5: monitors[0] has no query"},
    {R"(monitors:
  - peskov)",
     "w.yaml:2:5: monitors[0] must be a mapping; write { name: …, query: … }"},
    {R"(monitors:
  - { name: Ukraine War, query: peskov })",
     R"(w.yaml:2:13: monitors[0].name must be 1 to 64 of a-z, 0-9 and -, not "Ukraine War"; did you mean "ukraine-war"?)"},
    {R"(monitors:
  - { name: a, query: x }
  - { name: a, query: y })",
     R"(w.yaml:3:13: monitor name "a" is used twice, first in line 2)"},
    {R"(monitors:
  - { name: a, query: x, onn: [new] })",
     R"(w.yaml:2:26: unknown key "onn" in monitors[0]; did you mean "on"?)"},
    {R"(monitors:
  - { name: a, query: x, on: [new, expand] })",
     R"(w.yaml:2:36: monitors[0].on[1] must be new, expanded, shortened, corrected, retracted, retitled or cosmetic, not "expand"; did you mean "expanded"?)"},
    {R"(monitors:
  - { name: a, query: x, on: expanded })",
     "w.yaml:2:30: monitors[0].on must be a list; write [ expanded ]"},
    {R"(monitors:
  - { name: a, query: [x] })",
     "w.yaml:2:23: monitors[0].query must be a single value"},
    {R"(monitors:
  - { name: a, query: })",
     "w.yaml:2:16: monitors[0].query has no value"},
    {"monitors: { name: a }", "w.yaml:1:11: monitors must be a list"},

    // queries: the fault is inside the value

    {R"(monitors:
  - { name: a, query: "" })",
     "w.yaml:2:24: monitors[0].query: the query is empty; write at least one word to look for"},
    {R"(monitors:
  - name: a
    query: peskov (kremlin)",
     R"~(w.yaml:3:19: monitors[0].query: a parenthesis is not closed; add a ")")~"},
    {R"(monitors:
  - name: a
    query: 'it''s (kremlin')",
     R"~(w.yaml:3:19: monitors[0].query: a parenthesis is not closed; add a ")")~"},
    {R"(monitors:
  - name: a
    query: "\"a b\" (kremlin")",
     R"~(w.yaml:3:21: monitors[0].query: a parenthesis is not closed; add a ")")~"},
    {R"(monitors:
  - name: a
    query: "\u0436\x41 (kremlin")",
     R"~(w.yaml:3:24: monitors[0].query: a parenthesis is not closed; add a ")")~"},
    {R"(monitors:
  - name: a
    query: Путін (kremlin)",
     R"~(w.yaml:3:23: monitors[0].query: a parenthesis is not closed; add a ")")~"},
    {R"(monitors:
  - name: a
    query: &q "x (kremlin")",
     R"~(w.yaml:3:18: monitors[0].query: a parenthesis is not closed; add a ")")~"},
    {R"(monitors:
  - name: a
    query: >-
      peskov
      (kremlin)",
     R"~(w.yaml:3:12: monitors[0].query, column 8: a parenthesis is not closed; add a ")")~"},

    // files

    {"include: feeds.yaml", "w.yaml:1:10: include must be a list"},
    {R"(include: [ "" ])", "w.yaml:1:12: include[0] is empty; leave the key out for the default"},
    {R"(include: [ "~/feeds.yaml" ])",
     R"(w.yaml:1:12: include[0] begins with "~", which is not expanded here; write the whole path)"},
    {"include: [ missing.yaml ]",
     R"(w.yaml:1:12: include[0]: "missing.yaml" cannot be read: No such file or directory)"},
    {"include: [ { file: a.yaml } ]", "w.yaml:1:12: include[0] must be a single value"},
    {R"(feeds:
  - { opml: missing.opml })",
     R"(w.yaml:2:13: feeds[0].opml: "missing.opml" cannot be read: No such file or directory)"},
    {R"(feeds:
  - { opml: })",
     "w.yaml:2:7: feeds[0].opml has no value"},
    {R"(feeds:
  - { opml: a.opml, name: a, url: "http://h/" })",
     R"(w.yaml:2:13: feeds[0].opml: "a.opml" cannot be read: No such file or directory
w.yaml:2:21: feeds[0].name does not go with opml; the titles in the list become names
w.yaml:2:30: feeds[0].url does not go with opml; write an entry of its own for it)"},
    {R"(feeds:
  - { opml: a.opml, interval: soon })",
     R"(w.yaml:2:13: feeds[0].opml: "a.opml" cannot be read: No such file or directory
w.yaml:2:31: feeds[0].interval must be a duration such as 30s, 10m, 1h or 30d, not "soon")"},
    {R"(feeds:
  - { name: a, url: "http://h/", ca_file: x.pem })",
     "w.yaml:2:34: feeds[0].ca_file is not supported by this version; use fetch.ca_file"},
};

/// Several files that are wrong together.
struct FaultySet {
    std::map<std::string, std::string> files;  ///< `w.yaml` is the one that is read
    const char* faults;
};

const FaultySet kSets[] = {
    // an included file holds feeds and monitors only
    {{{"w.yaml", "include: [ a.yaml ]"},
      {"a.yaml", "fetch: {}\nstore: {}\nsocket: {}\ninclude: [ b.yaml ]\nhttp: {}\nfeds: []\n"}},
     R"(a.yaml:1:1: fetch does not belong into an included file, which holds only feeds and monitors; write it into the main file
a.yaml:2:1: store does not belong into an included file, which holds only feeds and monitors; write it into the main file
a.yaml:3:1: socket does not belong into an included file, which holds only feeds and monitors; write it into the main file
a.yaml:4:1: include does not belong into an included file, which holds only feeds and monitors; name the files in the main file
a.yaml:5:1: http does not belong into an included file, which holds only feeds and monitors; use the socket
a.yaml:6:1: unknown key "feds"; did you mean "feeds"?)"},

    // faults of all files at once, in the order of the files
    {{{"w.yaml",
       "include: [ \"feeds.d/*.yaml\" ]\nfeeds:\n  - { name: a, url: gopher://h/ }\nsockets: {}\n"},
      {"feeds.d/2.yaml", "monitors: [ { name: m, query: x, on: [nwe] } ]"},
      {"feeds.d/1.yaml", "feeds:\n  - { nam: b, url: \"http://h/\" }\n"},
      {"feeds.d/3.yaml", "feeds: [\n"},
      {"feeds.d/other.txt", "not looked at: ["}},
     R"(w.yaml:3:21: feeds[0].url: scheme 'gopher' is not http or https
w.yaml:4:1: unknown key "sockets"; did you mean "socket"?
feeds.d/1.yaml:2:5: feeds[0] has no name
feeds.d/1.yaml:2:7: unknown key "nam" in feeds[0]; did you mean "name"?
feeds.d/2.yaml:1:39: monitors[0].on[0] must be new, expanded, shortened, corrected, retracted, retitled or cosmetic, not "nwe"; did you mean "new"?
feeds.d/3.yaml:2:1: not YAML: end of sequence flow not found)"},

    // a name in two files
    {{{"w.yaml",
       "feeds:\n  - { name: a, url: \"http://h/a\" }\nmonitors: [ { name: m, query: x } "
       "]\ninclude: [ more.yaml ]"},
      {"more.yaml",
       "feeds:\n  - { name: a, url: \"http://h/b\" }\nmonitors:\n  - { name: m, query: y }\n"}},
     R"(more.yaml:2:13: feed name "a" is used twice, first in w.yaml:2
more.yaml:4:13: monitor name "m" is used twice, first in w.yaml:3)"},

    // two files that disagree about one feed
    {{{"w.yaml",
       "feeds: [ { name: a, url: \"http://h/\", interval: 1h } ]\ninclude: [ more.yaml ]"},
      {"more.yaml", "feeds: [ { name: b, url: \"http://h/\", interval: 2h } ]"}},
     R"(more.yaml:1:49: feeds[0].interval differs from that of feed "a", which has the same url)"},

    // rules are the main file's
    {{{"w.yaml", "include: [ more.yaml ]"}, {"more.yaml", "dedup: { notes: x }"}},
     "more.yaml:1:1: dedup does not belong into an included file, which holds only feeds and "
     "monitors; write it into the main file, or into a feed"},

    // a folder is no file
    {{{"w.yaml", "include: [ feeds.d ]"}, {"feeds.d/a.yaml", ""}},
     R"(w.yaml:1:12: include[0]: "feeds.d" cannot be read: Is a directory)"},

    // one of several is no text
    {{{"w.yaml", "include: [ \"*.yaml\" ]"}, {"a.yaml", "\xFF"}},
     "a.yaml:1:1: the text is not UTF-8"},

    // an included file names its lists from its own folder
    {{{"w.yaml", "include: [ sub/a.yaml ]"}, {"sub/a.yaml", "feeds: [ { opml: x.opml } ]"}},
     R"(sub/a.yaml:1:18: feeds[0].opml: "sub/x.opml" cannot be read: No such file or directory)"},

    // what is named as a list is none
    {{{"w.yaml", "feeds:\n  - { opml: a }\n  - { opml: b }\n  - { opml: c }\n  - { opml: d }\n"},
      {"a", "<rss version='2.0'/>"},
      {"b", "<!doctype html><html></html>"},
      {"c", ""},
      {"d", "feeds: []"}},
     R"(w.yaml:2:13: feeds[0].opml: "a": a feed, not an OPML list of feeds
w.yaml:3:13: feeds[1].opml: "b": a web page, not an OPML list
w.yaml:4:13: feeds[2].opml: "c": an empty document
w.yaml:5:13: feeds[3].opml: "d": no OPML: there is no mark-up in it)"},
};
// clang-format on

TEST(FaultTable, EachFaultIsSaidWithItsPlaceAndWhatWasMeant) {
    for (const auto& row : kTable) {
        EXPECT_EQ(faults_of(parse(row.yaml, "w.yaml")), row.faults) << row.yaml;
    }
    EXPECT_GE(std::size(kTable), 80U);
}

TEST(FaultTable, FaultsOfAllFilesComeAtOnce) {
    for (const auto& row : kSets) {
        const Folder folder(row.files);

        EXPECT_EQ(folder.relative(faults_of(load(folder.path("w.yaml")))), row.faults);
    }
}

}  // namespace
}  // namespace wireroom::config
