"""An article and its claims, made of what a feed said and what its page shows. Pure; runs in a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from newsterm import articles, claims
from newsterm.model import Article
from newsterm.poller.wishes import Wish

if TYPE_CHECKING:
    from datetime import datetime

    from newsterm.model import Claim, Reading

LESS_THAN_BEFORE = "The page no longer shows what it did; this is its text as it was."


class Page(Struct, frozen=True, kw_only=True):
    """A fetched page."""

    body: bytes
    url: str
    content_type: str | None


class Job(Struct, frozen=True, kw_only=True):
    """Everything that a worker needs to make an article and its claims."""

    entry: str
    html: str
    title: str | None
    url: str | None
    outlet: str
    published: datetime | None
    language: str | None
    wish: Wish = Wish()
    earlier: Article | None = None
    """What the page said when it was last read: it is not read again because an extractor has learned something."""
    asked: datetime | None = None
    """When the page last answered; None where it is to be asked when there is occasion."""
    as_of: datetime | None = None
    """What the feed gave as the story's last change then."""
    page: Page | None = None


class Made(Struct, frozen=True, kw_only=True):
    """What came of a job."""

    article: Article
    claims: tuple[Claim, ...] = ()
    note: str | None = None
    """What a reader should know of the text, in words."""
    revised: bool = False
    """Whether the page said something else before."""


def job_of(reading: Reading, wish: Wish, earlier: Article | None) -> Job:
    """The job for an entry, without its page; `earlier` is the last that is known of it.

    The page is to be asked anew where the user wishes something else, or the feed tells the story in other words.
    """
    item, before = reading.item, reading.article
    entry = item.entry
    holds = before is not None and before.wish == wish.memo and item.prepared
    return Job(
        entry=item.id,
        html=entry.content or entry.summary or "",
        title=entry.title,
        url=entry.link,
        outlet=item.feed_title,
        published=entry.published or item.first_seen,
        language=entry.language,
        wish=wish,
        earlier=earlier,
        asked=before.asked if before is not None and holds else None,
        as_of=before.as_of if before is not None and holds else None,
    )


def make(job: Job) -> Made:
    """The text that is wished for, and the claims in it. ExtractError where the page holds no article."""
    chosen, note = _article(job)
    article = replace(chosen, wish=job.wish.memo, asked=job.asked, as_of=job.as_of)
    published = job.published or article.published
    return Made(
        article=article,
        claims=claims.find_claims(article, published=published, outlet=article.outlet or job.outlet, entry=job.entry),
        note=note or article.note,
        revised=job.page is not None and job.earlier is not None and articles.revises(job.earlier, article),
    )


def _article(job: Job) -> tuple[Article, str | None]:
    """The better of the two texts, or the one that is wished for; and what is odd about it."""
    fed = articles.from_feed_html(job.html, title=job.title, url=job.url, outlet=job.outlet, language=job.language)
    if not job.wish.takes_pages:
        return fed, None
    earlier = None if job.earlier is None else _better(job, fed, job.earlier)
    if job.page is None:
        return earlier or fed, None
    chosen = _better(job, fed, _read(job.page, job))
    if earlier is None or earlier.origin != "page":
        return chosen, None
    lost = chosen.origin != "page" and not articles.is_full(fed)
    cut = chosen.note is not None and articles.word_count(chosen) < articles.word_count(earlier)
    return (earlier, LESS_THAN_BEFORE) if lost or cut else (chosen, None)


def _better(job: Job, fed: Article, paged: Article) -> Article:
    return articles.completed(paged, fed) if job.wish.prefers_pages else articles.better_of(fed, paged)


def _read(page: Page, job: Job) -> Article:
    return articles.extract_page(
        page.body, url=page.url, content_type=page.content_type, title=job.title, selector=job.wish.selector
    )


def unmade(job: Job) -> Article:
    """An empty article, so that what can't be made is not tried again at every round."""
    return Article(
        text="",
        blocks=(),
        title=job.title,
        url=job.url,
        origin="feed",
        extractor=articles.EXTRACTOR,
        wish=job.wish.memo,
        asked=job.asked,
        as_of=job.as_of,
    )


def is_settled(reading: Reading, wish: Wish) -> bool:
    """Whether the page of an entry can't bring more than what is there.

    It is read once, and again where the feed has said since that the story was updated; not at all where there is no
    link, where the user wants none, and where the feed's text is whole.
    """
    article, entry = reading.article, reading.item.entry
    if entry.link is None or not wish.takes_pages:
        return True
    if article is None:
        return False
    if article.asked is not None:
        return entry.updated in (None, article.as_of)
    return article.origin != "page" and not wish.prefers_pages and articles.is_full(article)
