"""The operator's rules, the pins of feeds, and entries that publishers take back, in the running programs."""
import http.server
import json
import os
import threading
import unittest

from harness import IntegrationTest, UnixConnection, eventually


class Site:
    """Serves the documents that a test puts there."""

    def __init__(self):
        self.documents = {}
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = site.documents[self.path].encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/xml")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, path):
        return f"http://127.0.0.1:{self.server.server_port}{path}"

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def rss(*items):
    inside = "".join(
        f"<item><guid isPermaLink='false'>{guid}</guid><link>{link}</link><title>{title}</title>"
        f"<description>{text}</description></item>"
        for guid, link, title, text in items
    )
    return f"<rss version='2.0'><channel><title>Harbour</title>{inside}</channel></rss>"


def entry(number, title):
    return (
        f"<entry><id>tag:harbour.example,2025:{number}</id><title>{title}</title>"
        f"<link href='https://harbour.example/{number}'/><updated>2025-04-11T0{number}:00:00Z</updated>"
        f"<summary>{title}, the harbour master says.</summary></entry>"
    )


def atom(*inside):
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:at='http://purl.org/atompub/tombstones/1.0'>"
        "<title>Harbour</title>" + "".join(inside) + "</feed>"
    )


class RulesTest(IntegrationTest):
    def setUp(self):
        self.site = Site()
        self.addCleanup(self.site.stop)

    def home_with(self, **documents):
        for name, document in documents.items():
            self.site.documents[f"/{name}"] = document
        return self.make_home([{"name": name, "url": self.site.url(f"/{name}")} for name in documents])

    def configure(self, home, text, rules=None):
        with open(home.config, "a", encoding="utf-8") as file:
            file.write(text)
        if rules is not None:
            with open(os.path.join(home.folder, "urls.txt"), "w", encoding="utf-8") as file:
                file.write(rules)

    def stories(self, home):
        return home.json_lines("stories", "--limit", "0")

    def events(self, home, kind):
        return [event for event in home.json_lines("events", "--since", "begin") if event["type"] == kind]

    def test_a_rule_makes_two_links_one_page(self):
        item = ("Ferry runs again", "The ferry runs again.")
        one = rss(("a", "https://harbour.example/ferry?reader=1", *item))
        two = rss(("b", "https://harbour.example/ferry?reader=2", *item))
        without = self.home_with(one=one, two=two)
        with_rule = self.home_with(one=one, two=two)
        self.configure(with_rule, "dedup: { url_rules: urls.txt }\n", "drop reader on harbour.example\n")

        without.once()
        with_rule.once()

        self.assertEqual(len(self.stories(without)), 2)
        self.assertEqual(len(self.stories(with_rule)), 1)
        self.assertEqual(len(self.events(with_rule, "story.sighted")), 1)

    def test_a_new_rule_doubles_nothing_that_is_stored(self):
        item = ("Ferry runs again", "The ferry runs again.")
        home = self.home_with(news=rss(("a", "https://harbour.example/ferry?reader=1", *item)))
        home.once(now="2025-04-11T08:00:00Z")
        self.configure(home, "dedup: { url_rules: urls.txt }\n", "drop reader on harbour.example\n")
        self.site.documents["/news"] = rss(("b", "https://harbour.example/ferry?reader=2", *item))

        home.once(now="2025-04-11T12:00:00Z")

        self.assertEqual(len(self.stories(home)), 1, "the stored link was gone through by the new rule")
        self.configure(home, "", "# none any more\n")
        home.once(now="2025-04-11T16:00:00Z")
        self.assertEqual(len(self.stories(home)), 1, "and what was one story stays one without it")

    def test_an_entry_that_is_taken_back_is_withdrawn_once(self):
        tombstone = "<at:deleted-entry ref='tag:harbour.example,2025:1' when='2025-04-11T09:00:00Z'/>"
        ferry, pier = entry(1, "Ferry runs again"), entry(2, "Pier closed")
        home = self.home_with(news=atom(pier, ferry))
        home.once(now="2025-04-11T08:00:00Z")
        story = next(s["id"] for s in self.stories(home) if s["title"] == "Ferry runs again")

        self.site.documents["/news"] = atom(tombstone, pier, ferry)
        home.once(now="2025-04-11T09:00:00Z")
        self.assertEqual(self.events(home, "story.withdrawn"), [], "it still stands there")
        for hour, document in (("10", atom(tombstone, pier)), ("11", atom(pier, tombstone + " "))):
            self.site.documents["/news"] = document
            home.once(now=f"2025-04-11T{hour}:00:00Z")

        withdrawn = self.events(home, "story.withdrawn")
        self.assertEqual([event["story"]["id"] for event in withdrawn], [story])
        self.site.documents["/news"] = atom(ferry, pier)
        home.once(now="2025-04-11T12:00:00Z")
        self.assertEqual(len(self.events(home, "story.new")), 2, "it comes back as what it was")

    def test_a_reload_applies_pins_and_tells_of_other_rules(self):
        home = self.home_with(news=rss(("a", "https://harbour.example/ferry", "Ferry", "It runs.")))
        self.configure(home, "dedup: { url_rules: urls.txt }\n", "drop reader\n")
        daemon = self.start(home)
        eventually(lambda: daemon.json("/v1/feeds")["feeds"][0].get("last_poll"), "the feed is polled")
        with open(home.config, encoding="utf-8") as file:
            text = file.read()
        with open(home.config, "w", encoding="utf-8") as file:
            file.write(text.replace('/news" }', '/news", dedup: { guid: ignore, near: off } }'))
        self.configure(home, "", "drop reader writer\n")

        def reload():
            connection = UnixConnection(os.path.join(home.folder, "operator.sock"))
            try:
                connection.request("POST", "/v1/reload")
                response = connection.getresponse()
                answer = json.loads(response.read())
                self.assertEqual(response.status, 200, answer)
                return {
                    ".".join(filter(None, (c["name"], c.get("member")))): c.get("needs_restart", False)
                    for c in answer["changes"]
                }
            finally:
                connection.close()

        self.assertEqual(
            reload(), {"news.dedup.guid": False, "news.dedup.near": False, "dedup.url_rules": True}
        )
        pins = daemon.json("/v1/feeds")["feeds"][0]["dedup"]["pins"]
        self.assertEqual(pins["guid"], "ignore")
        self.assertEqual(reload(), {"dedup.url_rules": True}, "it is told until the restart")
        self.configure(home, "", "drap reader\n")
        connection = UnixConnection(os.path.join(home.folder, "operator.sock"))
        self.addCleanup(connection.close)
        connection.request("POST", "/v1/reload")
        response = connection.getresponse()
        refusal = response.read().decode()
        self.assertEqual(response.status, 409)
        self.assertIn("drap", refusal)


if __name__ == "__main__":
    unittest.main()
