"""What a sequence is: feeds that change step by step, and what must come of them."""
import dataclasses
import json
import os
from datetime import datetime, timedelta, timezone

from publish import Feed, Item, document, iso
from texts import TEXTS

START = datetime(2025, 4, 11, 8, 0, tzinfo=timezone.utc)


def ago(minutes):
    """Before the first step."""
    return START - timedelta(minutes=minutes)


def after(minutes):
    return START + timedelta(minutes=minutes)


class Sequence:
    """Feeds, groups (which texts are one story) and steps. `group` of an article's marker; see README of this folder."""

    def __init__(self, name, language, klass, about):
        self.name, self.language, self.klass, self.about = name, language, klass, about
        self.texts = TEXTS[language]
        self.feeds, self.groups, self.times, self.documents, self.events = {}, {}, [], [], []

    # -- what it is made of ------------------------------------------------------------------------------------------
    def feed(self, form, name="main", title=None, home=None, **keys):
        host = home or f"https://www.{self.language}-courier.example/"
        self.feeds[name] = Feed(form, title or f"Courier {self.language.upper()}", host, self.language, **keys)
        return self

    def group(self, label, marker, stories=1, revisions=1):
        low, high = revisions if isinstance(revisions, tuple) else (revisions, revisions)
        self.groups[label] = {"marker": marker, "stories": stories, "revisions": [low, high]}
        return self

    def main(self, revisions=1, stories=1):
        """The main article is group S, the fillers are F0 and F1."""
        self.group("S", self.texts.main.marker, stories, revisions)
        for number, filler in enumerate(self.texts.fillers):
            self.group(f"F{number}", filler.marker)
        return self

    def step(self, minute, new="", updated="", minor="", copy="", may="", **documents):
        """What the feeds show at `minute`: lists of items by feed. Labels of what must come of it, separated by blanks; a
        number after `*` is how often. `may`: what is tolerated, as `kind:label`. A feed that is not named stays as it is."""
        def counted(labels):
            counts = {}
            for label in labels.split():
                name, _, times = label.partition("*")
                counts[name] = int(times or 1)
            return counts

        self.times.append(after(minute))
        self.documents.append(documents)
        self.events.append({
            "new": counted(new), "updated": counted(updated), "minor": counted(minor), "copy": counted(copy),
            "may": [entry.split(":") for entry in may.split()],
        })
        return self

    # -- items -------------------------------------------------------------------------------------------------------
    def story(self, html=None, feed="main", **keys):
        """The main article; `keys` say what is different."""
        home = self.feeds[feed].home
        members = {
            "title": self.texts.main.title,
            "html": self.texts.main.html() if html is None else html,
            "url": home + "news/20250411-main",
            "id": f"{self.language}-4711",
            "published": ago(5),
        }
        return Item(**{**members, **keys})

    def fillers(self, feed="main", **keys):
        home = self.feeds[feed].home
        return [
            Item(**{
                "title": filler.title, "html": filler.html(), "url": f"{home}news/20250411-filler-{number}",
                "id": f"{self.language}-470{number}", "published": ago(180 + 60 * number), **keys,
            })
            for number, filler in enumerate(self.texts.fillers)
        ]

    def with_fillers(self, *items, **keys):
        return [*items, *self.fillers(**keys)]

    def without_guid(self, items):
        return [dataclasses.replace(item, id="") for item in items]

    # -- as files ----------------------------------------------------------------------------------------------------
    def write(self, folder):
        """expect.json, and FEED/NNN.xml or .json for each step."""
        os.makedirs(folder)
        expectation = {
            "id": os.path.basename(folder), "family": self.name, "klass": self.klass, "split": "own",
            "lang": self.language, "description": self.about,
            "feeds": {
                name: {"format": feed.form, "ext": feed.extension, "title": feed.title, "home": feed.home}
                for name, feed in self.feeds.items()
            },
            "steps": len(self.times), "now": [iso(time) for time in self.times], "groups": self.groups,
            "stories_total": sum(group["stories"] for group in self.groups.values()), "events": self.events,
        }
        with open(os.path.join(folder, "expect.json"), "w", encoding="utf-8") as file:
            json.dump(expectation, file, ensure_ascii=False, indent=1)
        shown = {name: [] for name in self.feeds}
        for number, (time, documents) in enumerate(zip(self.times, self.documents)):
            shown.update(documents)
            for name, feed in self.feeds.items():
                path = os.path.join(folder, name, f"{number:03}.{feed.extension}")
                os.makedirs(os.path.dirname(path), exist_ok=True)
                # A feed that stays as it is gives the same bytes.
                built = time if name in documents else self.last_change(name, number)
                with open(path, "w", encoding="utf-8") as file:
                    file.write(document(feed, shown[name], built))

    def last_change(self, name, number):
        changes = [time for time, documents in zip(self.times[:number], self.documents) if name in documents]
        return changes[-1] if changes else START
