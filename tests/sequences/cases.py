"""The sequences themselves: one function a habit of publishers. Each gives a language and a form that suit it."""
import base64
import dataclasses
import unicodedata

from publish import Item
from sequence import Sequence, after, ago

CASES = []


def case(language, klass, form="rss", **keys):
    """Registers a function that fills in a sequence with one feed `main`."""
    def register(function):
        def make():
            sequence = Sequence(function.__name__, language, klass, function.__doc__)
            sequence.feed(form, **keys)
            function(sequence, sequence.texts)
            return sequence
        CASES.append((function.__name__, make))
        return function
    return register


def p(text):
    return f"<p>{text}</p>"


def steady(s, *items, times=(0, 60, 120), revisions=1, may=""):
    """The main article under another key or dress at each step: one story, nothing to tell."""
    s.main(revisions)
    for number, (minute, item) in enumerate(zip(times, items)):
        s.step(minute, main=s.with_fillers(item), **({"new": "S F0 F1"} if number == 0 else {"may": may}))


def trap(s, items, minutes, window=3, labels=None):
    """Articles that look alike, one more at each step, the oldest leaves: each is a story."""
    labels = labels or [f"S{number}" for number in range(len(items))]
    for number, minute in enumerate(minutes):
        shown = list(reversed(items[max(0, number + 1 - window):number + 1]))
        s.step(minute, main=shown, new=labels[number])


# -- stories that grow and are corrected ---------------------------------------------------------------------------------
def expanded(s, t, html=None, **keys):
    return s.story((t.main.html() if html is None else html) + p(t.extra), **keys)


@case("fr", "update", "atom")
def expand_note_atom(s, t):
    """Expanded, with an editor's note in front; atom:updated moves with it."""
    s.main(2).step(0, main=s.with_fillers(s.story()), new="S F0 F1")
    item = expanded(s, t, p(f"<em>{t.note}</em>") + t.main.html(), updated=after(50))
    s.step(60, main=s.with_fillers(item), updated="S").step(120, main=s.with_fillers(item))


@case("ja", "update", "json")
def expand_note_json(s, t):
    """A script without spaces, JSON Feed, the note at the end."""
    s.main(2).step(0, main=s.with_fillers(s.story()), new="S F0 F1")
    s.step(60, main=s.with_fillers(s.story(t.main.html() + p(t.extra) + p(t.note))), updated="S")


@case("th", "update", "rss")
def expand_thai(s, t):
    """Expanded without a note, in a script without spaces between words."""
    s.main(2).step(0, main=s.with_fillers(s.story()), new="S F0 F1")
    s.step(60, main=s.with_fillers(expanded(s, t)), updated="S")


@case("he", "update", "rdf")
def expand_rdf(s, t):
    """RSS 1.0, right to left, a paragraph in the middle."""
    paragraphs = [p(text.replace("{n}", "7")) for text in t.main.paragraphs]
    s.main(2).step(0, main=s.with_fillers(s.story()), new="S F0 F1")
    s.step(45, main=s.with_fillers(s.story("".join(paragraphs[:2] + [p(t.extra)] + paragraphs[2:]))), updated="S")


@case("es", "update", "rss")
def expand_no_guid(s, t):
    """No guid at all, the link keeps."""
    s.main(2).step(0, main=s.without_guid(s.with_fillers(s.story())), new="S F0 F1")
    s.step(60, main=s.without_guid(s.with_fillers(expanded(s, t))), updated="S")


@case("pl", "update", "atom")
def flash_to_story(s, t):
    """One paragraph becomes the whole story an hour later."""
    s.main(2).step(0, main=s.with_fillers(s.story(t.main.html(1))), new="S F0 F1")
    s.step(50, main=s.with_fillers(s.story(updated=after(45))), updated="S")


@case("uk", "update", "json")
def grows_four_times(s, t):
    """A breaking story: a paragraph more at each step."""
    s.main(5).step(0, main=s.with_fillers(s.story(t.main.html(1))), new="S F0 F1")
    for count in (2, 3, 4):
        s.step(count * 30, main=s.with_fillers(s.story(t.main.html(count))), updated="S")
    s.step(180, main=s.with_fillers(expanded(s, t)), updated="S")


@case("es", "update", "rss")
def moved_and_expanded(s, t):
    """Headline, slug, link and the guid that is the link all change with the expansion; the date keeps."""
    home = s.feeds["main"].home
    s.main(2)
    first = s.story(id=home + "2025/flota-amarrada", url=home + "2025/flota-amarrada", permalink=True)
    second = expanded(
        s, t, p(t.note) + t.main.html(), id=home + "2025/flota-amarrada-martes", url=home + "2025/flota-amarrada-martes",
        permalink=True, title=t.main.title + " y se suma la costa vecina",
    )
    s.step(0, main=s.with_fillers(first), new="S F0 F1").step(60, main=s.with_fillers(second), updated="S")
    s.step(120, main=s.with_fillers(second))


@case("zh", "edit", "rss")
def corrected_figure(s, t):
    """A figure is corrected, with a notice."""
    s.main(2).step(0, main=s.with_fillers(s.story()), new="S F0 F1")
    s.step(60, main=s.with_fillers(s.story(t.main.html(n="19") + p(t.correction))), updated="S")


@case("de", "edit", "json")
def figure_in_the_body(s, t):
    """A figure changes, nobody says so."""
    s.main(2).step(0, main=s.with_fillers(s.story()), new="S F0 F1")
    s.step(60, main=s.with_fillers(s.story(t.main.html(n="31"))), updated="S")


@case("pl", "edit", "rss")
def figure_in_the_headline(s, t):
    """The figure stands in headline and lead."""
    s.main(2)
    title = "Kolejka w Zalesiu ruszy latem: {} wagonów"
    s.step(0, main=s.with_fillers(s.story(title=title.format(7))), new="S F0 F1")
    s.step(60, main=s.with_fillers(s.story(t.main.html(n="12"), title=title.format(12))), updated="S")


@case("es", "edit", "atom")
def note_alone(s, t):
    """Only a notice is added."""
    s.main(2).step(0, main=s.with_fillers(s.story()), new="S F0 F1")
    s.step(60, main=s.with_fillers(s.story(t.main.html() + p(t.correction))), updated="S")


@case("uk", "edit", "rss")
def paragraph_goes(s, t):
    """A paragraph is taken out silently."""
    paragraphs = [p(text.replace("{n}", "7")) for text in t.main.paragraphs]
    s.main(2).step(0, main=s.with_fillers(s.story()), new="S F0 F1")
    s.step(60, main=s.with_fillers(s.story("".join(paragraphs[:2] + paragraphs[3:]))), updated="S")


@case("ja", "edit", "rss")
def withdrawn(s, t):
    """The text gives way to a notice."""
    s.main(2).group("S", "20250411-main", revisions=2).step(0, main=s.with_fillers(s.story()), new="S F0 F1")
    s.step(60, main=s.with_fillers(s.story(p(t.withdrawn))), updated="S").step(120, main=s.with_fillers(s.story(p(t.withdrawn))))


@case("zh", "edit", "rss")
def name_corrected(s, t):
    """A name is corrected, with a notice."""
    s.main(2).group("S", "20250411-main", revisions=2).step(0, main=s.with_fillers(s.story()), new="S F0 F1")
    s.step(60, main=s.with_fillers(s.story(t.main.html().replace("郗望舒", "郗望叔") + p(t.correction))), updated="S")


@case("th", "edit", "atom")
def headline_tells_more_thai(s, t):
    """The same in another script without spaces."""
    s.main(2).step(0, main=s.with_fillers(s.story()), new="S F0 F1")
    s.step(60, main=s.with_fillers(s.story(title=t.retitled)), updated="S")


@case("ar", "update", "rss")
def all_at_once(s, t):
    """https without www, another slug that is the guid, another headline and a paragraph more, in one poll."""
    home = s.feeds["main"].home
    old, new = home.replace("https", "http") + "2025/first", home.replace("www.", "") + "2025/second/"
    s.main(2).step(0, main=s.with_fillers(s.story(id=old, url=old, permalink=True)), new="S F0 F1")
    item = expanded(s, t, id=new, url=new, permalink=True, title=t.retitled)
    s.step(60, main=s.with_fillers(item), updated="S").step(120, main=s.with_fillers(item))


@case("zh", "edit", "atom")
def headline_tells_more(s, t):
    """Another headline, the same text."""
    s.main(2).step(0, main=s.with_fillers(s.story()), new="S F0 F1")
    s.step(60, main=s.with_fillers(s.story(title=t.retitled)), updated="S")


@case("fr", "edit", "json")
def headline_spelt_right(s, t):
    """A slip in the headline is mended."""
    s.main(2).step(0, main=s.with_fillers(s.story(title=t.main.title.replace("découverte", "decouvertte"))), new="S F0 F1")
    s.step(60, main=s.with_fillers(s.story()), minor="S")


@case("es", "edit", "rss", body="description")
def word_spelt_right(s, t):
    """A slip in the text is mended."""
    s.main(2).step(0, main=s.with_fillers(s.story(t.main.html().replace("amarrada este", "amarada este"))), new="S F0 F1")
    s.step(60, main=s.with_fillers(s.story()), minor="S")


# -- noise: nothing to tell --------------------------------------------------------------------------------------------------
@case("fr", "noise", "atom")
def promoted_box(s, t):
    """A box that sells something changes at each poll."""
    boxes = ["Carte Jeune : -30 % sur tous vos trajets", "Croisières : dernières cabines", "Le vin du mois, livré chez vous"]
    steady(s, *[s.story(t.main.html() + f'<aside class="promo-box"><p>{box}</p></aside>') for box in boxes],
           revisions=(1, 2), may="minor:S")


@case("de", "noise", "rss")
def house_advert_everywhere(s, t):
    """The same plain sentence stands below every article, another one at each poll."""
    lines = ["Unser Newsletter am Morgen: kostenlos und kurz", "Jetzt neu: die Karte der Radwege für das Umland",
             "Gewinnen Sie ein Wochenende an der See"]
    s.group("S", t.main.marker, revisions=(1, 3))
    for number, filler in enumerate(t.fillers):
        s.group(f"F{number}", filler.marker, revisions=(1, 3))
    for number, line in enumerate(lines):
        items = [dataclasses.replace(item, html=item.html + p(line)) for item in s.with_fillers(s.story())]
        may = "minor:S minor:F0 minor:F1" if number else ""
        s.step(number * 60, main=items, new="" if number else "S F0 F1", may=may)


@case("ja", "noise", "rss")
def counters(s, t):
    """Views and comments are counted in every article."""
    for label, marker in (("S", t.main.marker), *((f"F{n}", f.marker) for n, f in enumerate(t.fillers))):
        s.group(label, marker, revisions=(1, 4))
    for number in range(4):
        items = [
            dataclasses.replace(item, html=item.html + p(f"閲覧数 {1200 + 317 * number + 10 * place:,}回") + p(f"コメント {number * 7 + place}件"))
            for place, item in enumerate(s.with_fillers(s.story()))
        ]
        s.step(number * 60, main=items, new="" if number else "S F0 F1", may="minor:S minor:F0 minor:F1" if number else "")


@case("ja", "noise", "json")
def related_links(s, t):
    """Links to other articles rotate."""
    links = ["駅前の時計台が百年", "港の朝市に新しい屋根", "高校生が防災の地図を作成"]
    steady(s, *[s.story(t.main.html() + p(f'{t.related}<a href="https://ja-courier.example/n/{n}">{link}</a>'))
                for n, link in enumerate(links)], revisions=(1, 2), may="minor:S")


@case("pl", "noise", "rss")
def time_ago(s, t):
    """Says how long ago it was published."""
    steady(s, *[s.story(p(stamp) + t.main.html()) for stamp in ("5 minut temu", "1 godzinę temu", "2 godziny temu")],
           revisions=(1, 2), may="minor:S")


@case("zh", "noise", "rss")
def page_stamp(s, t):
    """A line says when the page was made."""
    steady(s, *[s.story(t.main.html() + p(t.stamp.replace("{t}", f"{16 + n}:0{n}"))) for n in range(3)],
           revisions=(1, 2), may="minor:S")


@case("uk", "noise", "atom")
def page_stamp_uk(s, t):
    """The same in front, in Atom, with atom:updated moving."""
    steady(s, *[s.story(p(t.stamp.replace("{t}", f"{11 + n}:0{n}")) + t.main.html(), updated=after(60 * n)) for n in range(3)],
           revisions=(1, 2), may="minor:S")


@case("fr", "noise", "rss")
def markup_alone(s, t):
    """Another editor writes other mark-up for the same words."""
    words = t.main.html()
    steady(
        s, s.story(words),
        s.story(words.replace("<p>", "<div>").replace("</p>", "</div>").replace("'", "&#8217;").replace("é", "&eacute;")),
        s.story(words.replace("<p>", "<p class='x'>\n <span>").replace("</p>", "</span>\n</p>").replace(" ", "  ")),
    )


@case("uk", "noise", "json")
def unicode_forms(s, t):
    """Composed, decomposed, with other apostrophes and invisible characters."""
    words = t.main.html()
    steady(s, s.story(words), s.story(unicodedata.normalize("NFD", words)),
           s.story(words.replace("'", "’").replace(" ", "\u00a0", 6).replace("ставку", "став\u00adку")))


@case("ja", "noise", "atom")
def picture_server(s, t):
    """Addresses and sizes of a picture change, its caption does not."""
    picture = '<figure><img src="https://cdn{0}.example/p/{0}?w={0}00&sig=ab{0}" width="{0}00"><figcaption>旧トンネルの入口</figcaption></figure>'
    steady(s, *[s.story(picture.format(n) + t.main.html()) for n in (3, 5, 8)])


@case("th", "noise", "rss")
def date_moves(s, t):
    """pubDate is the time of the poll, then gone."""
    steady(s, s.story(), s.story(published=after(59)), s.story(published=None))


@case("pl", "noise", "atom")
def updated_moves(s, t):
    """atom:updated moves and nothing else."""
    steady(s, *[s.story(updated=after(60 * n)) for n in range(3)])


@case("uk", "noise", "rss")
def stale_cache(s, t):
    """Two servers, one of them stale: old, new, old, new, old. Told once."""
    old, new = s.story(), expanded(s, t)
    s.main(2).step(0, main=s.with_fillers(old), new="S F0 F1").step(20, main=s.with_fillers(new), updated="S")
    for number, item in enumerate((old, new, old)):
        s.step(40 + 20 * number, main=s.with_fillers(item))


@case("fr", "noise", "rss")
def pay_wall(s, t):
    """The whole text, then its beginning and a wall, and back."""
    teaser = s.story(t.main.html(1)[:-20] + "…</p>" + p(t.wall))
    steady(s, s.story(), teaser, s.story(), teaser, times=(0, 60, 120, 180), revisions=(1, 2), may="minor:S")


@case("de", "noise", "atom")
def teaser_then_text(s, t):
    """A feed that gave summaries gives whole texts."""
    s.main((1, 2))
    for number, filler in enumerate(t.fillers):
        s.group(f"F{number}", filler.marker, revisions=(1, 2))
    s.step(0, main=[dataclasses.replace(item, html=item.html.split("</p>")[0][3:120] + " …") for item in s.with_fillers(s.story())],
           new="S F0 F1")
    tolerated = " ".join(f"{kind}:{label}" for kind in ("updated", "minor") for label in ("S", "F0", "F1"))
    s.step(60, main=s.with_fillers(s.story()), may=tolerated)


@case("fr", "noise", "rss")
def leaves_and_returns(s, t):
    """Not in two documents, then back."""
    s.main().step(0, main=s.with_fillers(s.story()), new="S F0 F1").step(60, main=s.fillers()).step(120, main=s.fillers())
    s.step(180, main=s.with_fillers(s.story()))


@case("he", "noise", "json")
def order_changes(s, t):
    """Other order at each step, and one that is new."""
    s.main()
    fillers = s.fillers()
    s.step(0, main=fillers, new="F0 F1").step(60, main=fillers[::-1]).step(120, main=[fillers[1], s.story(), fillers[0]], new="S")
    s.step(180, main=[s.story(), *fillers])


@case("th", "noise", "rss")
def page_stamp_thai(s, t):
    """A stamp in a script without spaces; then the story grows under it."""
    def shown(hour, *more):
        return s.with_fillers(s.story(p(t.stamp.replace("{t}", f"{hour}:05")) + t.main.html() + "".join(map(p, more))))
    s.main((2, 3)).step(0, main=shown(10), new="S F0 F1").step(60, main=shown(11), may="minor:S")
    s.step(120, main=shown(12, t.extra), updated="S").step(180, main=shown(13, t.extra), may="minor:S")


@case("es", "noise", "atom")
def stamp_of_another_language(s, t):
    """A stamp in a language whose words for it nobody listed."""
    steady(s, *[s.story(t.main.html() + p(f"Eguneratua: 2025eko apirilaren 11, {hour}:40")) for hour in (10, 11, 13)],
           revisions=(1, 3), may="minor:S")


@case("pl", "noise", "rss")
def figure_alone(s, t):
    """A counter without a word beside it."""
    steady(s, *[s.story(t.main.html() + p(f"⟳ {1000 + 37 * n}")) for n in range(3)], revisions=(1, 3), may="minor:S")


# -- noise: keys change -------------------------------------------------------------------------------------------------------
@case("th", "noise", "rss")
def guid_at_random(s, t):
    """Another guid at each poll, for every item; no date."""
    s.main()
    for number in range(4):
        items = [dataclasses.replace(item, id=f"{number}f{place}e{number * 7919}", published=None)
                 for place, item in enumerate(s.with_fillers(s.story()))]
        s.step(60 * number, main=items, new="" if number else "S F0 F1")


@case("he", "noise", "json")
def guid_with_time(s, t):
    """The id is the link and the time of the build."""
    s.main()
    for number in range(3):
        items = [dataclasses.replace(item, id=f"{item.url}?build=174436{number}000") for item in s.with_fillers(s.story())]
        s.step(60 * number, main=items, new="" if number else "S F0 F1")


@case("pl", "noise", "rss")
def guid_flaps(s, t):
    """The guid's scheme flaps, as an address behind a proxy does."""
    guids = ["http://www.pl-courier.example/?p=88121", "https://www.pl-courier.example/?p=88121"]
    steady(s, *[s.story(id=guids[n % 2]) for n in range(4)], times=(0, 60, 120, 180))


@case("fr", "noise", "rss")
def address_tidied(s, t):
    """https, without www, with a slash at the end; no guid."""
    path = "fr-courier.example/news/pont-ferme"
    forms = [f"http://www.{path}", f"https://www.{path}/", f"https://{path}", f"https://{path}/index.html"]
    steady(s, *[s.story(id="", url=url) for url in forms], times=(0, 60, 120, 180))


@case("de", "noise", "atom")
def trackers(s, t):
    """Trackers come and go, on the link and on the id that is the link."""
    url = "https://www.de-courier.example/stadt/rohrbruch-77"
    forms = [url, url + "?utm_source=rss&utm_medium=feed", url + "?fbclid=Ab12&utm_campaign=x", url + "#xtor=RSS-3"]
    steady(s, *[s.story(id=form, url=form) for form in forms], times=(0, 60, 120, 180))


@case("zh", "noise", "rss")
def session_in_link(s, t):
    """A session in the link; no guid."""
    url = "https://www.zh-courier.example/news/show.jsp;jsessionid={}?nid=8841"
    steady(s, *[s.story(id="", url=url.format(form)) for form in ("5A1F09C4D2", "B7730EE1A9", "01FFE2C6B8")])


@case("es", "noise", "rss")
def entities_escaped_twice(s, t):
    """`&` in the link is escaped once more; no guid."""
    url = "https://www.es-courier.example/noticia.php?seccion=mar&id=3317"
    steady(s, s.story(id="", url=url), s.story(id="", url=url.replace("&", "&amp;")), s.story(id="", url=url))


@case("fr", "noise", "atom", base="https://www.fr-courier.example/")
def relative_links(s, t):
    """Links turn relative to xml:base."""
    home = s.feeds["main"].home
    relative = s.story(url="news/20250411-main", id="tag:fr-courier.example,2025:4711")
    s.main().step(0, main=s.with_fillers(dataclasses.replace(relative, url=home + relative.url)), new="S F0 F1")
    s.step(60, main=s.with_fillers(relative))
    s.step(120, main=s.with_fillers(dataclasses.replace(relative, url="/news/20250411-main")))


@case("ar", "noise", "rss")
def slug_changes(s, t):
    """The link's words change, the guid keeps."""
    home = s.feeds["main"].home
    steady(s, s.story(url=home + "2025/انقطاع-الكهرباء"), s.story(url=home + "2025/انقطاع-الكهرباء-عن-وادي-الرمان"),
           s.story(url=home + "2025/%D8%A7%D9%86%D9%82%D8%B7%D8%A7%D8%B9"), revisions=(1, 2), may="minor:S")


@case("pl", "noise", "rss")
def new_platform(s, t):
    """Every guid and link takes another form; the texts keep."""
    s.main((1, 2))
    for number, filler in enumerate(t.fillers):
        s.group(f"F{number}", filler.marker, revisions=(1, 2))
    items = s.with_fillers(s.story())
    moved = [dataclasses.replace(item, id=f"https://www.pl-courier.example/wpis/{place + 300}/", permalink=True,
                                 url=f"https://www.pl-courier.example/wpis/{place + 300}/") for place, item in enumerate(items)]
    s.step(0, main=items, new="S F0 F1").step(300, main=moved, may="minor:S minor:F0 minor:F1").step(360, main=moved)


@case("ar", "noise", "rss")
def twice_in_a_document(s, t):
    """The same item twice, once with a tracker."""
    story = s.story()
    twice = [story, dataclasses.replace(story, url=story.url + "?utm_source=top"), *s.fillers()]
    s.main().step(0, main=twice, new="S F0 F1").step(60, main=[twice[1], twice[0], *s.fillers()])


# -- traps: alike, and yet stories of their own -------------------------------------------------------------------------------
@case("he", "trap", "json")
def alerts(s, t):
    """The same short alert at several times; no link."""
    s.group("S", "צבע אדום", stories=4)
    items = [Item("צבע אדום", p("צבע אדום בעוטף נחל ארזים. היכנסו למרחב המוגן."), id=f"alert-{minute}", published=after(minute))
             for minute in (0, 90, 95, 600)]
    s.step(1, main=items[:1], new="S").step(91, main=items[1::-1], new="S").step(96, main=items[2::-1], new="S")
    s.step(601, main=[items[3], items[2]], new="S")


@case("fr", "trap", "atom")
def briefing_at_one_address(s, t):
    """The morning's letter: same headline, same address, another text every day."""
    days = [
        ("Guivarc'h", "Bonjour. La grève des remorqueurs entre dans sa deuxième semaine et Guivarc'h appelle à la médiation.",
         "Dans les salles, un documentaire sur les gardiens de phare. En cuisine, des artichauts farcis au sarrasin."),
        ("Ploumagoat", "Bonjour. Le tribunal rend aujourd'hui sa décision sur l'usine de Ploumagoat, attendue par deux cents salariés.",
         "Le vent tourne au sud et la mer se calme. Notre série sur les anciens chemins de halage s'achève au barrage."),
        ("Trébeurden", "Bonjour. À Trébeurden, les lycéens présentent leur voilier en lin, construit pendant trois hivers.",
         "Côté marchés, la coquille recule. Le courrier des lecteurs parle de haies, de hérissons et d'horaires de cars."),
    ]
    markers = [marker for marker, _, _ in days]
    texts = [p(first) + p(second) for _, first, second in days]
    items = [Item("La matinale", text, "https://www.fr-courier.example/matinale", f"tag:fr,2025:m{n}", after(1440 * n - 5))
             for n, text in enumerate(texts)]
    for n, marker in enumerate(markers):
        s.group(f"S{n}", marker)
    trap(s, items, (0, 1440, 2880), window=1)


@case("es", "trap", "rss")
def briefing_every_day(s, t):
    """Same headline, another address every day; no guid."""
    markers = ["Escudero", "Villahoz", "Carrascal"]
    items = [Item("Las claves del día", p(f"{m} marca la jornada con una decisión inesperada.") + p("Además, el tiempo, el tráfico y "
             f"la agenda cultural, en la que destaca {m} con un concierto gratuito en la plaza."),
             f"https://www.es-courier.example/claves/2025-04-{11 + n}", published=after(1440 * n - 5)) for n, m in enumerate(markers)]
    for n, marker in enumerate(markers):
        s.group(f"S{n}", marker)
    trap(s, items, (0, 1440, 2880))


@case("th", "trap", "json")
def letter_case(s, t):
    """Addresses that differ in the case of letters."""
    for n, article in enumerate((t.main, *t.fillers)):
        s.group(f"S{n}", article.marker)
    items = [Item(article.title, article.html(), f"https://www.th-courier.example/v/{key}", published=after(60 * n - 5))
             for n, (article, key) in enumerate(zip((t.main, *t.fillers), ("aB3xQ", "ab3xQ", "AB3xq")))]
    trap(s, items, (0, 60, 120))


@case("pl", "trap", "atom")
def comments(s, t):
    """Comments on one article: one page, other fragments, the same headline."""
    words = ["kolejarz44 pisze, że pamięta jeszcze bilety z tektury", "mama_zosi pyta, czy wejdzie wózek",
             "straszny_sceptyk nie wierzy w ani jedno słowo"]
    for n, text in enumerate(words):
        s.group(f"S{n}", text.split()[0])
    url = "https://www.pl-courier.example/kolejka"
    items = [Item("Re: Kolejka wąskotorowa", p(text + "."), f"{url}#comment-{512 + n}", f"{url}#comment-{512 + n}", after(60 * n - 3))
             for n, text in enumerate(words)]
    trap(s, items, (0, 60, 120))


@case("de", "trap", "rss")
def follow_up(s, t):
    """The next day's article repeats most of the background word for word."""
    s.group("A", "Feuerwehr pumpte bis zum Mittag").group("B", "Landrätin Sievershagen")
    background = t.main.html()[t.main.html().index("<p>Die Leitung"):]
    first = s.story()
    second = Item("Nach dem Rohrbruch: Landrätin verlangt Prüfung aller Leitungen", p(
        "Die Landrätin Sievershagen verlangt nach der Überschwemmung, dass alle Leitungen im Kreis binnen eines Jahres geprüft "
        "werden, und will dafür Rücklagen auflösen.") + background, "https://www.de-courier.example/news/20250412-pruefung",
        "de-4800", after(590))
    s.step(0, main=[first], new="A").step(600, main=[second, first], new="B")


@case("es", "trap", "rss")
def one_guid_for_all(s, t):
    """Every item has the feed's address as its guid."""
    articles = (t.main, *t.fillers)
    for n, article in enumerate(articles):
        s.group(f"S{n}", article.marker)
    items = [Item(a.title, a.html(), f"https://www.es-courier.example/n/{n}", "https://www.es-courier.example/rss", after(60 * n - 5))
             for n, a in enumerate(articles)]
    trap(s, items, (0, 60, 120))


@case("pl", "trap", "json")
def link_blog(s, t):
    """An entry about an article is a story of its own."""
    s.feed("json", "blog", "Notatki", "https://notatki-pl.example/")
    s.group("A", t.main.marker).group("B", "Przeczytane dziś rano")
    story = s.story()
    entry = Item("Kolejka wraca", p("Przeczytane dziś rano: stowarzyszenie naprawiło tory. Warto pojechać, zanim zrobi się tłok."),
                 "https://notatki-pl.example/1402", "1402", after(50), external_url=story.url)
    s.step(0, main=[story], new="A").step(60, blog=[entry], new="B")


@case("zh", "trap", "rss")
def every_link_home(s, t):
    """Every link leads to the home page."""
    articles = (t.main, *t.fillers)
    for n, article in enumerate(articles):
        s.group(f"S{n}", article.marker)
    trap(s, [Item(a.title, a.html(), "https://www.zh-courier.example/", f"zh{n}", after(60 * n - 5)) for n, a in enumerate(articles)],
         (0, 60, 120))


@case("uk", "trap", "rss")
def live_posts(s, t):
    """Posts of a live blog: one page, other fragments; no guid."""
    texts = ["11:02 Рятувальник Коваленчук: загорання локалізовано, сусідні будинки не постраждали",
             "11:15 Мер Дзвінчук скликає штаб, дорогу перекрито до вечора", "11:40 Речниця Палійчук: двох людей оглянули лікарі"]
    for n, text in enumerate(texts):
        s.group(f"S{n}", text.split()[2].rstrip(":"))
    trap(s, [Item("Наживо: пожежа на складі", p(text), f"https://www.uk-courier.example/live/fire#post-{90 + n}", published=after(20 * n - 2))
             for n, text in enumerate(texts)], (0, 20, 40))


@case("de", "trap", "atom")
def market_report(s, t):
    """One template a day: figures and the day differ."""
    values = [("Montag", "18.204,55", "0,8"), ("Dienstag", "18.377,10", "0,9"), ("Mittwoch", "18.011,92", "2,0")]
    items = []
    for n, (day, index, change) in enumerate(values):
        s.group(f"S{n}", index)
        text = (f"Der Leitindex hat am {day} bei {index} Punkten geschlossen, eine Veränderung von {change} Prozent gegenüber dem "
                "Vortag. Händler verwiesen auf die Zinsen und den Ölpreis. Am Anleihemarkt blieb es ruhig, der Euro bewegte sich "
                "kaum, und Gold notierte wenig verändert in engen Grenzen.")
        items.append(Item(f"Börse am {day}: Leitindex bei {index}", p(text), f"https://www.de-courier.example/boerse/{n}",
                          f"boerse-{n}", after(1440 * n - 5)))
    trap(s, items, (0, 1440, 2880), window=1)


@case("he", "trap", "rss")
def nothing_to_go_by(s, t):
    """No guid and no link."""
    articles = (t.main, *t.fillers)
    for n, article in enumerate(articles):
        s.group(f"S{n}", article.marker)
    trap(s, [Item(a.title, a.html(), published=after(60 * n - 5)) for n, a in enumerate(articles)], (0, 60, 120))


@case("ja", "trap", "rss")
def episodes(s, t):
    """Episodes with one headline, description and link; guid and recording differ."""
    items = []
    for n, key in enumerate(("kaze", "mori", "umi")):
        s.group(f"S{n}", f"ep-{key}")
        items.append(Item("朝のニュース", p("五分でわかる今朝の話題をお届けします。"), "https://www.ja-courier.example/radio", f"urn:ep-{key}",
                          after(720 * n - 5), enclosure=f"https://audio.example/ep-{key}.mp3"))
    trap(s, items, (0, 720, 1440))


@case("zh", "trap", "rss")
def guid_is_the_place(s, t):
    """The guid is the place in the document."""
    articles = (t.main, *t.fillers)
    for n, article in enumerate(articles):
        s.group(f"S{n}", article.marker)

    def shown(*numbers):
        return [Item(articles[n].title, articles[n].html(), f"https://www.zh-courier.example/n/{n}", str(place + 1), after(60 * n - 65))
                for place, n in enumerate(numbers)]
    s.step(0, main=shown(1, 0), new="S0 S1").step(60, main=shown(2, 1, 0), new="S2").step(120, main=shown(2, 1))


@case("uk", "trap", "rss")
def series(s, t):
    """A daily series: the same beginning of the headline, shared background."""
    background = p("Нагадаємо, що роботи на дамбі тривають від січня, а підрядник двічі переносив строки через паводок. Громада "
                   "щодня публікує короткий звіт про те, скільки метрів насипу вже зміцнено.")
    items = []
    for n, name in enumerate(("Гнатишин", "Оверчук", "Полянська")):
        s.group(f"S{n}", name)
        items.append(Item(f"Дамба: день {41 + n}", p(f"{name} розповідає, що за добу зміцнили ще {30 + 7 * n} метрів насипу.") + background,
                          f"https://www.uk-courier.example/damba-{41 + n}", f"uk-d{n}", after(1440 * n - 5)))
    trap(s, items, (0, 1440, 2880))


@case("ar", "trap", "rss", body="description")
def number_in_the_query(s, t):
    """Articles differ in one parameter."""
    articles = (t.main, *t.fillers)
    for n, article in enumerate(articles):
        s.group(f"S{n}", article.marker)
    trap(s, [Item(a.title, a.html(), f"https://www.ar-courier.example/view.aspx?cat=3&newsid={5510 + n}", published=after(60 * n - 5))
             for n, a in enumerate(articles)], (0, 60, 120))


@case("de", "trap", "atom")
def releases(s, t):
    """Release notes that differ in the version."""
    items = []
    for n, version in enumerate(("2.14.0", "2.14.1", "2.15.0")):
        s.group(f"S{n}", f"v{version}")
        items.append(Item(f"kranich v{version}", p(f"kranich v{version} ist erschienen. Fehler wurden behoben und Übersetzungen "
                          "ergänzt. Bitte vor dem Umstieg die Datenbank sichern."), f"https://code.example/kranich/releases/v{version}",
                          f"tag:code.example,2025:kranich/v{version}", after(2880 * n - 5)))
    trap(s, items, (0, 2880, 5760))


@case("es", "trap", "rss")
def guids_in_a_ring(s, t):
    """Two guids, used in turn for other articles."""
    articles = (t.main, *t.fillers)
    for n, article in enumerate(articles):
        s.group(f"S{n}", article.marker)
    trap(s, [Item(a.title, a.html(), f"https://www.es-courier.example/n/{n}", f"ring-{n % 2}", after(1440 * n - 5))
             for n, a in enumerate(articles)], (0, 1440, 2880), window=2)


@case("fr", "trap", "rss")
def towns(s, t):
    """Reports from one template for several towns, side by side, then the next day's."""
    def report(number, town, day, degrees):
        return Item(f"Météo {town} : {degrees} degrés", p(f"À {town}, ciel changeant {day} avec {degrees} degrés l'après-midi, vent "
                    f"faible de nord-ouest, averses possibles en soirée. Prochain bulletin pour {town} demain matin."),
                    f"https://www.fr-courier.example/meteo/{number}", f"meteo-{number}", after(1440 if number > 2 else -5))
    names = ("Ploërdut", "Carnoët", "Lannédern")
    first = [report(n, name, "vendredi", 11 + n) for n, name in enumerate(names)]
    second = [report(n + 3, name, "samedi", 15 + n) for n, name in enumerate(names)]
    for n, name in enumerate(names):
        s.group(f"S{n}", name, stories=2)
    s.step(0, main=first, new="S0 S1 S2").step(1441, main=second, new="S0 S1 S2")


@case("uk", "trap", "rss")
def film_and_article(s, t):
    """An article and a film under one headline, side by side."""
    s.group("A", t.main.marker).group("B", "Дивіться сюжет")
    film = Item(t.main.title, p("Дивіться сюжет з відкриття: човни, понтони і трохи дощу."), "https://www.uk-courier.example/video/77",
                "uk-v77", ago(5))
    s.step(0, main=[s.story(), film], new="A B").step(60, main=[film, s.story()])


def outlook(s, n, day, degrees, **keys):
    """One of a day's bulletins, all of one template."""
    return Item(**{
        "title": f"Wetter am {day}",
        "html": p(f"Am {day} wird es wechselnd bewölkt bei höchstens {degrees} Grad, der Wind weht schwach aus West. Abends sind über "
                  "den Hügeln Schauer möglich, nachts bildet sich Nebel. Autofahrer werden um Vorsicht gebeten. Der nächste Bericht "
                  "folgt um sechs Uhr morgens, und Warnungen stehen auf unserer Seite."),
        "url": s.feeds["main"].home + "wetter", "id": f"wetterbericht-{4711 + n}", "published": after(1440 * n - 5), **keys,
    })


DAYS = (("Montag", 12), ("Dienstag", 15), ("Mittwoch", 9))


@case("de", "trap", "atom")
def bulletin_at_one_address(s, t):
    """A bulletin a day from one template, at one address; guid, date and day differ."""
    for n, (day, _) in enumerate(DAYS):
        s.group(f"S{n}", f"Wetter am {day}")
    trap(s, [outlook(s, n, day, degrees) for n, (day, degrees) in enumerate(DAYS)], (0, 1440, 2880), window=1)


@case("de", "trap", "rss")
def guid_one_for_each(s, t):
    """The guid is the place, one item at a time, all from one template; links differ."""
    for n, (day, _) in enumerate(DAYS):
        s.group(f"S{n}", f"Wetter am {day}")
    items = [outlook(s, n, day, degrees, id="1", url=s.feeds["main"].home + f"wetter/{n}") for n, (day, degrees) in enumerate(DAYS)]
    trap(s, items, (0, 1440, 2880), window=1)


@case("fr", "trap", "rss")
def place_and_expansion(s, t):
    """The guid is the place; the eldest is expanded as it moves down."""
    articles = (t.main, *t.fillers)
    for n, article in enumerate(articles):
        s.group(f"S{n}", article.marker, revisions=1 if n else 2)

    def shown(*numbers, more=""):
        return [Item(articles[n].title, articles[n].html() + ("" if n else more), f"https://www.fr-courier.example/n/{n}", str(place + 1),
                     after(60 * n - 65)) for place, n in enumerate(numbers)]
    s.step(0, main=shown(1, 0), new="S0 S1").step(60, main=shown(2, 1, 0, more=p(t.extra)), new="S2", updated="S0")
    s.step(120, main=shown(0, 2, 1, more=p(t.extra)))


@case("pl", "trap", "rss")
def matches_of_one_minute(s, t):
    """Reports of one template that were imported at one moment, one after the other."""
    games = (("Orły Zalesie", "Huragan Bór", "2:1"), ("Sokół Wilcza", "Płomień Lipno", "0:3"), ("Znicz Rudka", "Górnik Hałda", "1:1"))
    for n, (home, _, _) in enumerate(games):
        s.group(f"S{n}", home)
    items = [Item(f"{home} - {guest} {result}", p(
        f"W meczu ligi okręgowej {home} zmierzył się z drużyną {guest}, a spotkanie zakończyło się wynikiem {result}. Na trybunach zasiadło "
        "kilkuset kibiców, sędzia pokazał trzy żółte kartki. Kolejna seria gier odbędzie się za tydzień w niedzielę, początek wszystkich "
        "spotkań o godzinie czternastej."), f"https://www.pl-courier.example/m/{n}", f"mecz-{n}", ago(5))
        for n, (home, guest, result) in enumerate(games)]
    trap(s, items, (0, 10, 20), window=1)


# -- several feeds ----------------------------------------------------------------------------------------------------------------
@case("es", "crossfeed", "rss")
def proxied(s, t):
    """A proxy's feed with the first address beside its own, and the feed itself."""
    s.feed("rss", "proxy", "Courier ES", "https://www.es-courier.example/")
    story = s.story()
    proxied_story = dataclasses.replace(story, url="https://feedproxy.example/~r/courier/~3/xY12z", origin=story.url, id="proxy-9")
    s.group("S", t.main.marker).step(0, proxy=[proxied_story], new="S").step(60, main=[story])


@case("fr", "crossfeed", "rss")
def news_search(s, t):
    """A search engine's feed, whose link holds the address, and the outlet's own."""
    s.feed("rss", "search", "Actualités", "https://news.google.com/")
    story = s.story()
    raw = story.url.encode()
    wrapped = base64.urlsafe_b64encode(b"\x08\x13\x22" + bytes([len(raw)]) + raw + b"\xd2\x01\x00").decode().rstrip("=")
    found = Item(t.main.title + " - Courier FR", f'<a href="x">{t.main.title}</a>&nbsp;&nbsp;<font>Courier FR</font>',
                 f"https://news.google.com/rss/articles/{wrapped}?oc=5", "CBMi-7781", ago(5), source=("Courier FR", "https://www.fr-courier.example"))
    s.group("S", "Tréhouarn", revisions=(1, 2)).step(0, main=[story], new="S").step(60, search=[found], may="minor:S")


@case("he", "crossfeed", "atom")
def planet(s, t):
    """An aggregator repeats it with the author before the headline."""
    s.feed("rss", "planet", "כוכב החדשות", "https://planet-he.example/")
    story = s.story()
    repeated = dataclasses.replace(story, title="נועה לביא: " + story.title, id="planet:1", source=("Courier HE", s.feeds["main"].home + "feed"))
    s.group("S", t.main.marker, revisions=(1, 2)).step(0, main=[story], new="S").step(60, planet=[repeated], may="minor:S")


@case("uk", "crossfeed", "rss")
def rss_beside_atom(s, t):
    """Both forms with other ids; the expansion stands in one first."""
    s.feed("atom", "atom", "Courier UK", "https://www.uk-courier.example/")
    s.group("S", t.main.marker, revisions=2)
    as_atom = s.story(id="tag:uk-courier.example,2025:4711")
    s.step(0, main=[s.story()], atom=[as_atom], new="S").step(60, main=[expanded(s, t)], updated="S")
    s.step(120, atom=[expanded(s, t, id="tag:uk-courier.example,2025:4711")])


@case("pl", "crossfeed", "rss")
def sections(s, t):
    """Main page, section and a mobile edition: other trackers, other hosts."""
    s.feed("rss", "region", "Courier PL Region", "https://www.pl-courier.example/").feed(
        "atom", "mobile", "Courier PL", "https://m.pl-courier.example/")
    story = s.story()
    s.group("S", t.main.marker).step(0, main=[story], new="S")
    s.step(60, region=[dataclasses.replace(story, url=story.url + "?utm_source=region", id="r-9")],
           mobile=[dataclasses.replace(story, url="https://m.pl-courier.example/news/20250411-main/amp", id="m:9")])


@case("ja", "trap", "rss")
def small_numbers(s, t):
    """Two feeds that number their items from 1."""
    s.feed("rss", "other", "港の便り", "https://minato.example/")
    for n, filler in enumerate(t.fillers):
        s.group(f"F{n}", filler.marker)
    s.group("A", t.main.marker).group("B", "灯台守の汐見")
    other = Item("灯台の明かりが戻る", p("灯台守の汐見さんが、嵐で止まっていた明かりをともした。"), "https://minato.example/a", "1", ago(60))
    mine = [dataclasses.replace(item, id=str(n + 1)) for n, item in enumerate(s.with_fillers(s.story()))]
    s.step(0, main=mine, new="A F0 F1").step(60, other=[other], new="B")


@case("fr", "trap", "rss")
def two_pens(s, t):
    """Two papers tell of one event in their own words, under one headline."""
    s.feed("rss", "other", "Rive Gauche", "https://www.rive-gauche.example/")
    s.group("A", "le préfet Kervadec").group("B", "Riou-Lestang")
    other = Item(t.main.title, p("Plus une voiture sur l'ouvrage : les barrières sont tombées mardi à vingt heures après l'alerte "
                 "donnée par des peintres, explique Riou-Lestang, qui dirige le chantier.") + p(
                 "Sur place, les commerçants s'organisent. Le passeur, lui, n'a jamais eu autant de monde dans sa barque et promet "
                 "de naviguer jusqu'à minuit tant que durera l'interdiction."), "https://www.rive-gauche.example/a/19", "rg-19", ago(3))
    s.step(0, main=[s.story()], other=[other], new="A B")


@case("de", "trap", "rss")
def editions(s, t):
    """Two languages of one publisher, one number for both."""
    s.feed("rss", "uk", "Courier", "https://uk.de-courier.example/")
    s.group("A", t.main.marker).group("B", "Голленштедт")
    other = Item("Прорив труби паралізував центр Грюнвердера", p("Після прориву магістралі сім вулиць стоять у воді, повідомила "
                 "керівниця водоканалу Голленштедт. Пожежники відкачують підвали."), "https://uk.de-courier.example/4711", "de-4711", ago(5))
    s.step(0, main=[s.story()], uk=[other], new="A B")


@case("es", "wire", "rss")
def wire_in_three_papers(s, t):
    """One agency text in three papers."""
    s.feed("atom", "norte", "Diario Norte", "https://www.diario-norte.example/").feed("json", "sur", "Sur Hoy", "https://www.sur-hoy.example/")
    s.group("S", t.main.marker, stories=3)
    s.step(0, main=[s.story()], new="S").step(30, norte=[s.story(feed="norte", id="n1", published=after(20))],
                                               sur=[s.story(feed="sur", id="s1", published=after(25))], copy="S*2")
    s.step(60)


@case("de", "wire", "json")
def wire_with_own_words(s, t):
    """Another paper gives it a headline and a beginning of its own."""
    s.feed("rss", "bote", "Landbote", "https://www.landbote.example/")
    s.group("S", t.main.marker, stories=2).step(0, main=[s.story()], new="S")
    own = s.story(p("Auch bei uns im Umland bleiben am Dienstag viele Hähne trocken, wie die Gemeinde mitteilt.") + t.main.html(),
                  feed="bote", title="Altstadt unter Wasser: Schulen im Umland ohne Trinkwasser", id="lb-1", published=after(25))
    s.step(30, bote=[own], copy="S")


@case("he", "wire", "rss")
def wire_cut_and_led_in(s, t):
    """In one poll: a paper with a paragraph and a headline of its own, another that cuts the end."""
    s.feed("rss", "b", "העיתון השני", "https://beta-post.example/").feed("json", "c", "העיתון השלישי", "https://gamma.example/")
    s.group("S", t.main.paragraphs[1][:24], stories=3).step(0, main=[s.story()], new="S")
    led_in = s.story(p(t.fillers[0].paragraphs[1]) + t.main.html(), feed="b", title=t.retitled, id="b1", published=ago(2))
    s.step(30, b=[led_in], c=[s.story(t.main.html(3), feed="c", id="c1", published=ago(1))], copy="S*2").step(60)


@case("ar", "crossfeed", "rss")
def feeds_out_of_step(s, t):
    """Two feeds of an outlet, one of them two versions behind: each version is told once."""
    s.feed("atom", "late", "Courier AR", s.feeds["main"].home)
    versions = [s.story(), s.story(t.main.html(n="9")), s.story(t.main.html(n="9") + p(t.extra))]
    late = [dataclasses.replace(version, id="tag:ar-courier.example,2025:4711") for version in versions]
    s.group("S", t.main.marker, revisions=3).step(0, main=versions[:1], new="S")
    s.step(60, main=versions[1:2], late=late[:1], updated="S").step(120, main=versions[2:], updated="S")
    s.step(180, late=late[1:2]).step(240, late=late[2:]).step(300)


@case("ja", "wire", "rss")
def wire_grows_in_one(s, t):
    """Two papers carry it; one of them expands it."""
    s.feed("rss", "kita", "北の新聞", "https://kita.example/")
    s.group("S", t.main.marker, stories=2, revisions=(1, 2))
    s.step(0, main=[s.story()], new="S").step(30, kita=[s.story(feed="kita", id="k1", published=after(20))], copy="S")
    s.step(90, main=[expanded(s, t)], updated="S")
