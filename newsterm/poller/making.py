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
    before: Article | None = None
    """The article that was made earlier: a page is not read again because an extractor has learned something."""
    asked: datetime | None = None
    """When the page last answered, should that be known."""
    page: Page | None = None


class Made(Struct, frozen=True, kw_only=True):
    """What came of a job."""

    article: Article
    claims: tuple[Claim, ...]
    revised: bool
    """Whether the page said something else before."""


def job_of(reading: Reading, wish: Wish) -> Job:
    """The job for an entry, without its page."""
    item, before = reading.item, reading.article
    entry = item.entry
    same = before is not None and before.wish == wish.memo
    return Job(
        entry=item.id,
        html=entry.content or entry.summary or "",
        title=entry.title,
        url=entry.link,
        outlet=item.feed_title,
        published=entry.published or item.first_seen,
        language=entry.language,
        wish=wish,
        before=before,
        asked=before.asked if before is not None and same else None,
    )


def make(job: Job) -> Made:
    """The text that is wished for, and the claims in it. ExtractError where the page holds no article."""
    article = replace(_article(job), wish=job.wish.memo, asked=job.asked)
    published = job.published or article.published
    found = claims.find_claims(article, published=published, outlet=article.outlet or job.outlet, entry=job.entry)
    revised = job.before is not None and articles.revises(job.before, article)
    return Made(article=article, claims=found, revised=revised)


def _article(job: Job) -> Article:
    fed = articles.from_feed_html(job.html, title=job.title, url=job.url, outlet=job.outlet, language=job.language)
    if not job.wish.takes_pages:
        return fed
    earlier = job.before if job.before is not None and job.before.origin == "page" else None
    paged = earlier if job.page is None else _of_page(job.page, job, earlier)
    if paged is None:
        return fed
    return articles.completed(paged, fed) if job.wish.prefers_pages else articles.better_of(fed, paged)


def _of_page(page: Page, job: Job, earlier: Article | None) -> Article:
    """The article of a page; the earlier one where the page shows only a beginning and once showed more."""
    paged = articles.extract_page(
        page.body, url=page.url, content_type=page.content_type, title=job.title, selector=job.wish.selector
    )
    if earlier is not None and paged.note and articles.word_count(paged) < articles.word_count(earlier):
        return earlier
    return paged


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
    )


def is_settled(reading: Reading, wish: Wish) -> bool:
    """Whether the page of an entry can't bring more than what is there.

    It is read once, and again where the feed says that the story was updated since; not at all where there is no link,
    where the user wants none, and where the feed's text is whole.
    """
    article, entry = reading.article, reading.item.entry
    if entry.link is None or not wish.takes_pages:
        return True
    if article is None:
        return False
    if article.asked is not None:
        return entry.updated is None or entry.updated <= article.asked
    return not wish.prefers_pages and articles.is_full(article)
