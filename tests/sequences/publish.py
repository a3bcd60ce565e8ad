"""Items as a publisher's program writes them: RSS 2.0, RSS 1.0, Atom and JSON Feed."""
import html
import json
from dataclasses import dataclass, field
from datetime import datetime, timezone
from email.utils import format_datetime


@dataclass(frozen=True)
class Item:
    title: str
    html: str = ""
    url: str = ""
    id: str = ""
    published: datetime = None
    updated: datetime = None
    permalink: bool = False   # an RSS guid that is the link
    summary: str = ""         # beside the text
    enclosure: str = ""
    source: tuple = ()        # (title, URL) of the feed that it was taken from
    external_url: str = ""    # what a link blog's entry is about
    origin: str = ""          # feedburner:origLink


@dataclass
class Feed:
    form: str   # rss, rdf, atom, json
    title: str
    home: str
    language: str = ""
    base: str = ""   # xml:base
    # Where RSS puts the text: `content` (content:encoded), or `description`.
    body: str = field(default="content")

    @property
    def extension(self):
        return "json" if self.form == "json" else "xml"


def x(text):
    return html.escape(text, quote=True)


def cdata(text):
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def iso(time):
    return time.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def rss(feed, items, now):
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel>',
        f"<title>{x(feed.title)}</title><link>{x(feed.home)}</link><description>{x(feed.title)}</description>",
        f"<lastBuildDate>{format_datetime(now, usegmt=True)}</lastBuildDate>",
    ]
    if feed.language:
        lines.append(f"<language>{feed.language}</language>")
    for item in items:
        lines.append(f"<item><title>{x(item.title)}</title>")
        if item.url:
            lines.append(f"<link>{x(item.url)}</link>")
        if item.origin:
            lines.append(f"<feedburner:origLink>{x(item.origin)}</feedburner:origLink>")
        if item.id:
            lines.append(f'<guid isPermaLink="{"true" if item.permalink else "false"}">{x(item.id)}</guid>')
        if item.published:
            lines.append(f"<pubDate>{format_datetime(item.published, usegmt=True)}</pubDate>")
        if item.source:
            lines.append(f'<source url="{x(item.source[1])}">{x(item.source[0])}</source>')
        if item.enclosure:
            lines.append(f'<enclosure url="{x(item.enclosure)}" length="4096" type="audio/mpeg"/>')
        if item.summary:
            lines.append(f"<description>{x(item.summary)}</description>")
        if item.html and feed.body == "content":
            lines.append(f"<content:encoded>{cdata(item.html)}</content:encoded>")
        elif item.html:
            lines.append(f"<description>{x(item.html)}</description>")
        lines.append("</item>")
    return "\n".join(lines + ["</channel></rss>", ""])


def rdf(feed, items, now):
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">',
        f'<channel rdf:about="{x(feed.home)}"><title>{x(feed.title)}</title><link>{x(feed.home)}</link>'
        f"<description>{x(feed.title)}</description><dc:date>{iso(now)}</dc:date></channel>",
    ]
    for item in items:
        lines.append(f'<item rdf:about="{x(item.id or item.url)}"><title>{x(item.title)}</title><link>{x(item.url)}</link>')
        if item.published:
            lines.append(f"<dc:date>{iso(item.published)}</dc:date>")
        lines.append(f"<content:encoded>{cdata(item.html)}</content:encoded></item>")
    return "\n".join(lines + ["</rdf:RDF>", ""])


def atom(feed, items, now):
    base = f' xml:base="{x(feed.base)}"' if feed.base else ""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom"{base}><title>{x(feed.title)}</title><id>{x(feed.home)}feed</id>',
        f'<link rel="alternate" href="{x(feed.home)}"/><updated>{iso(now)}</updated>',
    ]
    for item in items:
        lines.append(f'<entry><title type="html">{x(x(item.title))}</title>')
        lines.append(f"<id>{x(item.id or item.url)}</id>")
        if item.url:
            lines.append(f'<link rel="alternate" href="{x(item.url)}"/>')
        if item.external_url:
            lines.append(f'<link rel="related" href="{x(item.external_url)}"/>')
        if item.published:
            lines.append(f"<published>{iso(item.published)}</published>")
        lines.append(f"<updated>{iso(item.updated or item.published or now)}</updated>")
        if item.summary:
            lines.append(f'<summary type="html">{x(item.summary)}</summary>')
        lines.append(f'<content type="html">{x(item.html)}</content></entry>')
    return "\n".join(lines + ["</feed>", ""])


def json_feed(feed, items, now):
    written = []
    for item in items:
        members = {"title": item.title, "content_html": item.html}
        if item.id or item.url:
            members["id"] = item.id or item.url
        for name, value in (("url", item.url), ("external_url", item.external_url), ("summary", item.summary)):
            if value:
                members[name] = value
        if item.published:
            members["date_published"] = iso(item.published)
        if item.updated:
            members["date_modified"] = iso(item.updated)
        if item.enclosure:
            members["attachments"] = [{"url": item.enclosure, "mime_type": "audio/mpeg"}]
        written.append(members)
    head = {"version": "https://jsonfeed.org/version/1.1", "title": feed.title, "home_page_url": feed.home}
    return json.dumps({**head, "items": written}, ensure_ascii=False, indent=1) + "\n"


def document(feed, items, now):
    """The feed's document as it stands at `now`."""
    return {"rss": rss, "rdf": rdf, "atom": atom, "json": json_feed}[feed.form](feed, items, now)
