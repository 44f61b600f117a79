"""Pages written for the tests: four layouts, one story each, with what is body and what is not."""

from __future__ import annotations

from dataclasses import dataclass


def _story(text: str) -> tuple[str, ...]:
    """Paragraphs, each on one line."""
    return tuple(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


_HARBOUR = _story(
    """
    The harbour board of Vellmar voted on Tuesday to close the eastern pier for the winter after divers found cracks
    in eleven of its forty oak piles, the board's chair, Ingrid Sol, said.

    “We would rather lose a season than a ferry,” Sol told reporters at the town hall. She said repairs would cost
    about 3.2 million crowns and could begin in March, once the ice has gone.

    Two members of the board voted against the closure. One of them, the fisherman Per Anders Holm, said the cracks
    were known for years and that nobody had asked the crews who use the pier every day.

    According to a report that the board published on its website, the piles were last replaced in 1974. An engineer
    who worked on the report and asked not to be named said the true cost might be twice as high.

    The ferry to the outer islands will leave from the western quay until further notice, the company said in a
    statement.
    """
)
_LIBRARY = _story(
    """
    The city library of Ostrand will stay open until midnight from next month, ending eleven years of shorter hours,
    the council announced on Friday.

    Attendance has doubled since the reading rooms were renovated, according to figures from the culture department,
    and students had collected nine thousand signatures for longer hours.

    “People need a warm room and a quiet table more than they need another speech,” said Marta Quill, who has run
    the library since 2016 and who first asked for the change four budgets ago.

    The council expects the longer hours to cost 410,000 a year, most of it for guards and heating. The opposition
    called the sum reasonable but asked why it was left out of the budget in June.
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A page, the paragraphs of its body, and the lines that are on it but not of the story."""

    html: str
    body: tuple[str, ...]
    furniture: tuple[str, ...]


def _paragraphs(texts: tuple[str, ...]) -> list[str]:
    return [f"<p>{text}</p>" for text in texts]


def _classic() -> Sample:
    p = _paragraphs(_HARBOUR)
    head = (
        '<!doctype html><html lang="en-GB"><head><title>Vellmar closes its eastern pier | The Vellmar Courier</title>'
        '<meta property="og:title" content="Vellmar closes its eastern pier">'
        '<meta property="og:site_name" content="The Vellmar Courier">'
        '<meta property="article:published_time" content="2026-10-06T09:30:00+02:00">'
        '<link rel="canonical" href="https://courier.example/news/pier">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Vellmar closes its eastern pier",'
        ' "author": [{"@type": "Person", "name": "Lena Brandt"}], "dateModified": "2026-10-07T08:00:00Z"}</script>'
        "</head>"
    )
    body = (
        "<body><nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav><main><article>"
        "<h1>Vellmar closes its eastern pier</h1><div class='byline'>By Lena Brandt</div>"
        "<div class='share-bar'>Share this story with your friends</div>"
        "<figure><img src='/img/pier.jpg'>"
        "<figcaption>The eastern pier at low water. Photo: Jonas Ek</figcaption></figure>"
        + p[0]
        + p[1]
        + "<div class='related-box'><p><a href='/a'>Read more: Ferry crews ask for a pay rise before the winter</a></p>"
        + "</div>"
        + p[2]
        + "<div class='newsletter-signup'><p>Get the Courier in your inbox every morning, free.</p></div>"
        + p[3]
        + p[4]
        + "<div class='tags'><a href='/t/harbour'>harbour</a> <a href='/t/ferry'>ferry</a></div></article></main>"
        "<aside class='sidebar'><h3>Most read in the Courier this week</h3><ul>"
        "<li><a href='/1'>Bakery fined for selling bread by candlelight</a></li>"
        "<li><a href='/2'>A heron moves into the fire station</a></li></ul></aside>"
        "<footer><p>© The Vellmar Courier. All rights reserved.</p></footer></body></html>"
    )
    furniture = (
        "Share this story with your friends",
        "Read more: Ferry crews ask for a pay rise before the winter",
        "Get the Courier in your inbox every morning, free.",
        "Most read in the Courier this week",
        "Bakery fined for selling bread by candlelight",
        "The eastern pier at low water. Photo: Jonas Ek",
    )
    return Sample(html=head + body, body=_HARBOUR, furniture=furniture)


def _bare() -> Sample:
    p = _paragraphs(_LIBRARY)
    html = (
        "<html><head><title>Ostrand library to open until midnight</title></head><body><div id='wrap'><div id='c'>"
        "<h2>Ostrand library to open until midnight</h2>"
        "<p>The reading room of the Ostrand library in September. (Photo by Ada Lind/Norden Bild)</p>"
        + p[0]
        + p[1]
        + "<p>&gt;VIDEO: A NIGHT AMONG THE SHELVES</p>"
        + p[2]
        + "<p>Sign up for our free evening newsletter!</p><p>The day in five stories, in your inbox.</p>"
        + p[3]
        + "<p>The mayor of Ostrand has opened a bridge that nobody had…</p>"
        "<p>A ship carrying nine thousand pianos has reached the port of…</p>"
        "<p>Teachers in three districts say that the new timetable…</p></div></div></body></html>"
    )
    furniture = (
        "The reading room of the Ostrand library in September. (Photo by Ada Lind/Norden Bild)",
        ">VIDEO: A NIGHT AMONG THE SHELVES",
        "Sign up for our free evening newsletter!",
        "The day in five stories, in your inbox.",
        "The mayor of Ostrand has opened a bridge that nobody had…",
        "Teachers in three districts say that the new timetable…",
    )
    return Sample(html=html, body=_LIBRARY, furniture=furniture)


def _table_layout() -> Sample:
    texts = "<br><br>".join(_HARBOUR)
    html = (
        "<html><head><title>Harbour news</title></head><body><table><tr><td width='120'><a href='/1'>Index</a><br>"
        "<a href='/2'>Archive</a></td><td><font size='5'>Pier closed for the winter</font><br><br>"
        f"{texts}<br><br><a href='/next'>Next story</a></td></tr></table></body></html>"
    )
    return Sample(html=html, body=_HARBOUR, furniture=("Index", "Archive"))


def _divs() -> Sample:
    p = [f"<div class='StoryBody__para'>{text}</div>" for text in _LIBRARY]
    html = (
        "<html><body class='has-sidebar no-comments'><div class='page'><div class='StoryBody'>"
        "<h1>Open until midnight</h1>" + "".join(p) + "</div><section class='comments'><h4>3 comments</h4>"
        "<p>I have waited for this since I was a student, thank you all so much for it.</p></section>"
        "<div class='recommended'><a href='/x'>Ten cafés that never close their doors at night</a></div>"
        "</div></body></html>"
    )
    furniture = (
        "I have waited for this since I was a student, thank you all so much for it.",
        "Ten cafés that never close their doors at night",
    )
    return Sample(html=html, body=_LIBRARY, furniture=furniture)


SAMPLES = {"classic": _classic(), "bare": _bare(), "table layout": _table_layout(), "divs": _divs()}
