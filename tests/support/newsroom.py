"""A newsroom on loopback: two newspapers' feeds that publish, expand, move, repeat and withdraw stories.

The demo and the integration tests poll it. Standard library only. Every feed answers conditional requests: an unchanged
document is a 304.

  newsroom.py --port-file FILE [--timeline SECONDS]    serves until it is killed; with a timeline it tells on standard
                                                       output what its editors do, and ends with the line "that was all"
"""
import argparse
import hashlib
import html
import http.server
import json
import os
import threading
import time
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

MODEL_TITLE = "Trump's envoy Witkoff to meet Putin on April 11, Axios reports"
MODEL_NOTE = "Editor's note: The story was expanded with a comment by Kremlin spokesperson Dmitry Peskov."
MODEL_PARAGRAPHS = [
    "Steve Witkoff, the U.S. president's special envoy, flew to Russia on April 11 for talks with President Vladimir "
    "Putin, Axios reported, citing a person familiar with the trip and flight-tracking data.",
    "It would be the third meeting of the two men since Washington began to press for a ceasefire in Ukraine.",
    "A week earlier Kirill Dmitriev, the Kremlin's investment envoy, held talks with Witkoff in Washington and spoke of "
    "careful optimism.",
    "Moscow has so far turned down a full 30-day truce to which Kyiv agreed in March.",
]
# The same event in the agency's own words: another article, not a copy.
AGENCY_PARAGRAPHS = [
    "Russian state television showed a Gulfstream jet landing at Pulkovo on Friday morning and said that Washington's "
    "negotiator, Steve Witkoff, was aboard; a motorcade left the airfield minutes later.",
    "Neither government would say what the visitor had brought with him. Diplomats in two capitals spoke of prisoners, "
    "of embassy property and of flights between the countries.",
    "Analysts in Kyiv doubted that one more visit would move the front line, which has hardly shifted since winter.",
]
MODEL_COMMENT = (
    "Kremlin spokesperson Dmitry Peskov confirmed later in the day that Witkoff had arrived in Russia. He told reporters "
    "that a meeting with Putin was possible but that no breakthrough should be expected from it."
)


class Story:
    """One article: what the newsroom knows of it."""

    def __init__(self, slug, title, paragraphs, published, guid=None):
        self.path = f"/news/{slug}/"
        self.guid = guid or hashlib.sha1(slug.encode()).hexdigest()[:24]
        self.title = title
        self.paragraphs = list(paragraphs)
        self.published = published

    def html(self):
        return "".join(f"<p>{html.escape(p, quote=False)}</p>" for p in self.paragraphs)


def filler(number, published):
    """A story of no consequence, unlike any other filler."""
    topics = [
        ("river-ferry", "Old river ferry returns to Pidhirne after nine years", "ferry", "Halyna Stets"),
        ("chess-school", "Village chess school sends three to the finals", "chess club", "Maksym Orlyk"),
        ("night-trains", "Two more night trains to run over the summer", "railway", "Iryna Bondar"),
        ("bee-keepers", "Bee keepers expect the best lime honey in years", "bee keepers' union", "Stepan Hnatiuk"),
        ("tram-depot", "Tram depot opens its doors for a night", "tram depot", "Olha Marchenko"),
        ("library-roof", "Library roof is tight again, readers return", "city library", "Roman Dovhan"),
    ]
    slug, title, subject, person = topics[number % len(topics)]
    suffix = "" if number < len(topics) else f"-{number}"
    title = title if not suffix else f"{title} (part {number})"
    return Story(
        slug + suffix,
        title,
        [
            f"The {subject} made the announcement number {number} on a quiet morning, {person} said, and few had expected it.",
            f"Work began in spring. The {subject} had put money aside for it over several seasons, one small sum at a time.",
            f"{person} thanked the neighbours, who had lent ladders, lamps and their Saturdays.",
        ],
        published,
    )


class Newsroom:
    """State of the feeds, guarded by one lock; `changed` counts the edits."""

    def __init__(self, base_time=None):
        self.lock = threading.Lock()
        now = base_time or datetime.now(timezone.utc).replace(microsecond=0)
        self.now = now
        self.front = [filler(i, now - timedelta(hours=2 + i)) for i in range(3)]  # RSS, newest first
        self.world = []  # Atom: a section of the same paper
        self.agency = [filler(4, now - timedelta(hours=5))]  # JSON Feed: another outlet
        self.model = None
        self.log = []  # (path, status) of every answer

    def url(self, story):
        return "https://lantern.example" + story.path

    # -- what editors do ---------------------------------------------------------------------------------------------
    def publish_model(self):
        with self.lock:
            self.model = Story(
                "trumps-envoy-witkoff-to-meet-putin-on-april-11-axios-reports", MODEL_TITLE, MODEL_PARAGRAPHS, self.now
            )
            self.front.insert(0, self.model)

    def expand_model(self):
        with self.lock:
            self.model.paragraphs = [MODEL_NOTE, MODEL_PARAGRAPHS[0], MODEL_COMMENT, *MODEL_PARAGRAPHS[1:]]

    def move_story(self):
        """The second story gets a corrected slug; guid and text stay."""
        with self.lock:
            story = self.front[1]
            story.path = story.path[:-1] + "-after-nine-years/"

    def repeat_in_section(self):
        with self.lock:
            self.world.insert(0, self.model)

    def print_model_at_agency(self, *more):
        """The other outlet prints the story under its own address and headline; `more`: paragraphs of its own."""
        with self.lock:
            story = Story("witkoff-flies-to-russia", "Witkoff flies to Russia for talks with Putin",
                          [*self.model.paragraphs, *more], self.now)
            self.agency.insert(0, story)
            return story

    def report_at_agency(self):
        """The other outlet tells of the same event in words of its own."""
        with self.lock:
            story = Story("jet-lands-at-pulkovo", "Witkoff's jet lands at Pulkovo", AGENCY_PARAGRAPHS, self.now)
            self.agency.insert(0, story)
            return story

    def withdraw_story(self):
        """A middle story leaves the front feed while older neighbours remain."""
        with self.lock:
            return self.front.pop(-2)

    def publish_filler(self, number):
        with self.lock:
            story = filler(number, self.now)
            self.front.insert(0, story)
            return story

    # -- documents ---------------------------------------------------------------------------------------------------
    def rss(self):
        items = "".join(
            f"<item><title>{html.escape(s.title)}</title><link>{self.url(s)}?utm_source=rss</link>"
            f'<guid isPermaLink="false">{s.guid}</guid><pubDate>{format_datetime(s.published)}</pubDate>'
            f"<category>Ukraine</category><content:encoded><![CDATA[{s.html()}]]></content:encoded></item>"
            for s in self.front
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Lantern</title>'
            f"<link>https://lantern.example/</link><description>News</description>{items}</channel></rss>"
        )

    def atom(self):
        entries = "".join(
            f"<entry><id>tag:lantern.example,2025:{s.guid}</id><title>{html.escape(s.title)}</title>"
            f'<link rel="alternate" href="{self.url(s)}"/><published>{s.published.isoformat()}</published>'
            f"<updated>{s.published.isoformat()}</updated>"
            f'<content type="html">{html.escape(s.html())}</content></entry>'
            for s in self.world
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Lantern: '
            "World</title><id>tag:lantern.example,2025:world</id>"
            f"<updated>{self.now.isoformat()}</updated>{entries}</feed>"
        )

    def json_feed(self):
        items = [
            {
                "id": s.guid,
                "url": "https://ferrywire.example" + s.path,
                "title": s.title,
                "content_html": s.html(),
                "date_published": s.published.isoformat(),
            }
            for s in self.agency
        ]
        return json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "title": "Ferry Wire", "items": items}, ensure_ascii=False
        )

    def document(self, path):
        with self.lock:
            if path == "/lantern/rss":
                return "application/rss+xml; charset=utf-8", self.rss().encode()
            if path == "/lantern/world.atom":
                return "application/atom+xml", self.atom().encode()
            if path == "/ferrywire/feed.json":
                return "application/feed+json", self.json_feed().encode()
        return None


class Server(http.server.ThreadingHTTPServer):
    """Serves a newsroom on 127.0.0.1, on a port of the system's choice."""

    daemon_threads = True

    def __init__(self, newsroom):
        super().__init__(("127.0.0.1", 0), Handler)
        self.newsroom = newsroom
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]

    def stop(self):
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address):
        """A reader that was killed is no fault of ours."""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):  # noqa: N802 (the library's name)
        newsroom = self.server.newsroom
        document = newsroom.document(self.path)
        if document is None:
            self.answer(404, {}, b"")
            return
        content_type, body = document
        etag = '"%s"' % hashlib.sha1(body).hexdigest()
        if self.headers.get("If-None-Match") == etag:
            self.answer(304, {"ETag": etag}, b"")
        else:
            self.answer(200, {"ETag": etag, "Content-Type": content_type}, body)

    def answer(self, status, fields, body):
        self.server.newsroom.log.append((self.path, status))
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def timeline(newsroom, seconds):
    """Plays the newsroom's hour in `seconds`, and says what happens in the words of an editor."""
    steps = [
        (0.10, newsroom.publish_model, f"publishes “{MODEL_TITLE}”"),
        (0.30, newsroom.expand_model, "expands that story with a comment by Peskov and an editor's note"),
        (0.48, newsroom.move_story, "corrects the address of the ferry story (same guid, another URL)"),
        (0.62, newsroom.repeat_in_section, "carries the Witkoff story in its World section, a second feed"),
        (0.76, newsroom.withdraw_story, "takes a story off the front feed"),
        (1.00, lambda: None, None),
    ]
    started = time.monotonic()
    for at, action, words in steps:
        time.sleep(max(0.0, started + at * seconds - time.monotonic()))
        action()
        if words:
            print(f"\n  The Lantern {words}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port-file", required=True)
    parser.add_argument("--timeline", type=float)
    arguments = parser.parse_args()
    newsroom = Newsroom()
    server = Server(newsroom)
    with open(arguments.port_file + ".part", "w", encoding="utf-8") as file:
        file.write(str(server.port))
    os.replace(arguments.port_file + ".part", arguments.port_file)
    if arguments.timeline:
        timeline(newsroom, arguments.timeline)
        print("that was all", flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
