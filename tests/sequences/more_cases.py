"""More habits of publishers, as in cases.py: agencies, scores, links and notes of many newsrooms."""
import dataclasses

from cases import case, p, trap
from publish import Item
from sequence import after, ago

ADDED = (
    "Les assureurs du pont ont fait savoir jeudi que les réparations ne seraient pas couvertes, faute d'un contrôle "
    "dans l'année qui précède, et que le département devrait avancer les premiers fonds.",
    "Le ministère des transports a envoyé trois ingénieurs qui descendront vendredi dans le pylône, attachés à des "
    "cordes, pour poser des capteurs le long de la fissure et suivre ses mouvements.",
)


def lead(s, t, number):
    """The agency's lead of that number: a paragraph more than the one before."""
    return s.story(
        t.main.html() + "".join(p(text) for text in ADDED[:number]), id=f"L4N3{number}A",
        url=s.feeds["main"].home + f"article/pont-idL4N3{number}A", published=after(40 * number - 5),
        title=(f"UPDATE {number}-" if number else "") + t.main.title,
    )


@case("fr", "update")
def numbered_leads(s, t):
    """An agency numbers the leads of a story; each has a guid and an address of its own, the last one replaces the others."""
    s.main(3).step(0, main=s.with_fillers(lead(s, t, 0)), new="S F0 F1")
    for number in (1, 2):
        s.step(40 * number, main=s.with_fillers(lead(s, t, number)), updated="S")


@case("fr", "trap")
def numbered_leads_side_by_side(s, t):
    """The same leads, and the feed keeps them all: what stands side by side are two stories."""
    s.main(1, 3).step(0, main=s.with_fillers(lead(s, t, 0)), new="S F0 F1")
    for number in (1, 2):
        s.step(40 * number, main=s.with_fillers(*[lead(s, t, n) for n in range(number, -1, -1)]), new="S")


@case("de", "trap")
def numbered_updates_of_a_project(s, t):
    """`Update 2: …` of a project is the next message, not the next lead: other text, a space, a guid and an address."""
    texts = ["Die Gussform ist fertig, meldet Uffhofen.", "Der Lack trocknet, schreibt Wendlingen.", "Es wird gepackt, sagt Zabern."]
    for number, text in enumerate(texts):
        s.group(f"S{number}", text.split()[-1].rstrip("."))
    common = p(
        "Danke an alle, die unser Vorhaben tragen. Wir melden uns hier jede Woche mit Bildern aus der Werkstatt, beantworten "
        "Fragen in den Kommentaren und schicken allen Unterstützern am Ende ein Päckchen mit Spielplan und Urkunde zu."
    )
    trap(s, [
        Item(f"Update {number + 1}: Neues aus der Werkstatt", common + p(text), s.feeds["main"].home + f"updates/{number}",
             f"u{number}", after(120 * number))
        for number, text in enumerate(texts)
    ], (0, 120, 240), window=1)


@case("es", "noise")
def scores_in_headlines(s, t):
    """A board of links: every headline ends in its points and comments, which move at each poll."""
    s.main((1, 4))
    for number in range(4):
        items = [
            dataclasses.replace(item, title=f"{item.title} ({40 + 9 * n + 7 * number} puntos, {3 + number * (n + 1)} comentarios)")
            for n, item in enumerate(s.with_fillers(s.story()))
        ]
        s.step(15 * number, main=items, **({"may": "minor:S minor:F0 minor:F1"} if number else {"new": "S F0 F1"}))
    s.groups["F0"]["revisions"] = s.groups["F1"]["revisions"] = [1, 4]


@case("pl", "noise")
def link_between_paragraphs(s, t):
    """A link to another story comes between the paragraphs of one, and is another one an hour later."""
    paragraphs = [p(text.replace("{n}", "7")) for text in t.main.paragraphs]
    links = (
        "", "Dlaczego wąskie tory wracają do łask w całej środkowej Europie i kto za to płaci naszymi podatkami",
        "Zdjęcia z otwarcia stacji w 1911 roku, których nikt nie widział od czasów przedwojennych, w jednej galerii",
    )
    s.main((1, 3))
    for number, link in enumerate(links):
        between = f'<p><strong><a href="/{number}">{link}</a></strong></p>' if link else ""
        html = "".join([*paragraphs[:2], between, *paragraphs[2:]])
        s.step(60 * number, main=s.with_fillers(s.story(html)), **({"may": "minor:S"} if number else {"new": "S F0 F1"}))


@case("uk", "noise")
def most_read_below(s, t):
    """A heading and a list of links to what others read, below one story only."""
    heads = ("Чому старі ставки стають електростанціями", "Скільки коштує тиша на воді", "Останній поромник Лебедиці")
    below = "<h4>Most read</h4><ol>" + "".join(f'<li><a href="/{head[:3]}">{head}</a></li>' for head in heads) + "</ol>"
    s.main((1, 2)).step(0, main=s.with_fillers(s.story()), new="S F0 F1")
    s.step(60, main=s.with_fillers(s.story(t.main.html() + below)), may="minor:S")


@case("zh", "edit")
def numeral_grows(s, t):
    """Three dead become thirteen: one character more."""
    told = p("事故造成三人死亡，多人受伤。")
    s.main(2).step(0, main=s.with_fillers(s.story(told + t.main.html())), new="S F0 F1")
    s.step(60, main=s.with_fillers(s.story(told.replace("三", "十三") + t.main.html())), updated="S")


NOTES = (
    "Rettelse: I en tidligere version af artiklen stod der en forkert titel.", "Oikaisu: jutussa oli väärä titteli.",
    "Διόρθωση: η Μάρθα Έλλερη είναι επικεφαλής χημικός.", "Helyesbítés: Ellery Márta vezető vegyész.",
    "Erată: Marta Elleru este chimistă.", "Ralat: Marta Elleri adalah kepala kimia.",
    "Đính chính: bà Marta Elleri là trưởng phòng hóa học.", "اصلاحیه: مارتا الری رئیس شیمی است.",
)


@case("pl", "edit")
def notes_of_many_newsrooms(s, t):
    """A world service: each of its stories is corrected with a note in its own language, one after the other."""
    items = [
        Item(f"Świat: {note.split(':')[0]}", p(f"Zq{'abcdefgh'[n]}x. Browar zapłaci karę za zanieczyszczenie rzeki.") +
             p(ADDED[0]), s.feeds["main"].home + f"swiat/{n}", f"w{n}", ago(10 * n))
        for n, note in enumerate(NOTES)
    ]
    for n in range(len(NOTES)):
        s.group(f"N{n}", f"Zq{'abcdefgh'[n]}x", 1, 2)
    s.step(0, main=list(items), new=" ".join(s.groups))
    for n, note in enumerate(NOTES):
        items[n] = dataclasses.replace(items[n], html=items[n].html + p(note))
        s.step(30 * (n + 1), main=list(items), updated=f"N{n}")


TOLL = "Rescue workers went on searching the ruins of the hotel on Friday, the governor said, and raised the number of dead to "


@case("pl", "edit")
def text_without_a_full_stop(s, t):
    """A text that has no full stop is no teaser for that: its number grows, then a note stands below it."""
    note = "Correction: An earlier version of this article named the wrong minister and gave the wrong date of the order."
    s.main(3).step(0, main=s.with_fillers(s.story(t.main.html() + p(TOLL + "12"))), new="S F0 F1")
    s.step(60, main=s.with_fillers(s.story(t.main.html() + p(TOLL + "120"))), updated="S")
    s.step(120, main=s.with_fillers(s.story(t.main.html() + p(TOLL + "120 of all guests") + p(note))), updated="S")


@case("pl", "edit")
def charges_without_a_full_stop(s, t):
    """Two of three charges go, and the sentence has no full stop: a revision, however small."""
    told = "On Friday the court in the capital found the former minister of defence guilty of bribery"
    s.main(2).step(0, main=s.with_fillers(s.story(t.main.html() + p(told + ", forgery and the murder of his driver"))), new="S F0 F1")
    s.step(60, main=s.with_fillers(s.story(t.main.html() + p(told))), minor="S")


@case("pl", "edit")
def games_in_headlines(s, t):
    """Every headline wears the score of its game; then one goal falls in one of them."""
    s.main(4)
    s.groups["F0"]["revisions"] = s.groups["F1"]["revisions"] = [2, 2]
    for number, goals in enumerate(((0, 0, 0), (1, 1, 1), (2, 1, 1), (3, 1, 1))):
        items = [
            dataclasses.replace(item, title=f"{item.title} ({goal}-0)")
            for item, goal in zip(s.with_fillers(s.story()), goals)
        ]
        s.step(15 * number, main=items, **({"updated": "S F0 F1" if number == 1 else "S"} if number else {"new": "S F0 F1"}))


@case("pl", "edit")
def linked_sentences(s, t):
    """The number in a linked lead changes; then a linked sentence of news stands below."""
    lead = '<p><a href="/live">Rescuers have found {} dead under the ruins of the hotel</a></p>'
    news = (
        '<p><a href="/x">Two hours later the minister resigned, and the police searched his house and his office; the prosecutor '
        "said that he is suspected of treason and will be held until the trial in May.</a></p>"
    )
    s.main(3).step(0, main=s.with_fillers(s.story(lead.format(12) + t.main.html())), new="S F0 F1")
    s.step(60, main=s.with_fillers(s.story(lead.format(120) + t.main.html())), updated="S")
    s.step(120, main=s.with_fillers(s.story(lead.format(120) + t.main.html() + news)), updated="S")
