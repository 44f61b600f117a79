"""Items as JSON lines that newsterm takes in again: everything that is kept of each, and nothing that another needs.

A line is the record of an opened item with what that leaves out, and says first which form it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsterm.export.claim_records import marked_record
from newsterm.export.record import time_text
from newsterm.export.records import article_record, block_record, item_record
from newsterm.model.address import mask_credentials

if TYPE_CHECKING:
    from newsterm.export.record import Record
    from newsterm.model import Article, Block, Copy

FORM = 1
"""Of the lines. It rises when a reader of the earlier form would take something for what it is not: members that are
added do not count, since what is not known is passed over."""


def copy_record(copy: Copy) -> Record:
    """The line of an item: `newsterm` is its form, `carried` are the feeds that bring it and what each calls it."""
    return {
        "newsterm": FORM,
        **item_record(copy.item, full=True),
        "note": copy.note,
        "carried": [{"feed": mask_credentials(c.feed), "guid": c.guid} for c in copy.carried],
        "story": copy.story,
        "made": copy.made,
        "article": None if copy.article is None else _article(copy.article),
        "claims": [marked_record(marked) for marked in copy.claims],
        "lost_claims": [marked_record(marked) for marked in copy.lost],
    }


def _article(article: Article) -> Record:
    return {
        **article_record(article),
        "blocks": [_block(block) for block in article.blocks],
        "pictures": [{"url": p.url, "at": p.at, "words": p.words} for p in article.pictures],
        "selector": article.selector,
        "wish": article.wish,
        "asked": time_text(article.asked),
        "as_of": time_text(article.as_of),
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        **block_record(block),
        "level": block.level,
        "rows": [list(row) for row in block.rows],
        "links": [{"start": link.span.start, "end": link.span.end, "url": link.url} for link in block.links],
        "image": block.image,
    }
