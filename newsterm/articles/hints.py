"""What the names of elements say: which class, id or role holds which kind of furniture."""

from __future__ import annotations

import re


def names(text: str) -> frozenset[str]:
    """The words of a list that reads better as one line."""
    return frozenset(text.split())


# Whole words of class, id, role and itemprop, split at anything but letters: "article-share__list" has "share".
# First match wins. Names are collected from the conventions of publishing systems, not from single sites.
_WORDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("comments", names("comment comments disqus respond reply replies livefyre coral commenting")),
    (
        "newsletter",
        names("newsletter newsletters subscribe subscription signup optin mailinglist mailchimp paywall"),
    ),
    (
        "share",
        names("share sharing shares social sharedaddy addthis addtoany sharebar socials followus follow"),
    ),
    (
        "related",
        names(
            "related recommended recommendation recommendations recirc recirculation readmore seealso outbrain taboola"
            " trending popular mostread mostpopular morestories alsoread teaser teasers jp zergnet revcontent onward"
            " suggested"
        ),
    ),
    (
        "promo",
        names("promo promos promotion promobox promoted callout cta banner donate donation membership"),
    ),
    ("ad", names("ad ads advert advertisement advertising adslot dfp sponsored sponsor sponsors gpt")),
    ("navigation", names("nav navigation menu breadcrumb breadcrumbs pagination pager toc skip")),
    ("tags", names("tags taglist topics keywords categories")),
    ("standfirst", names("standfirst dek deck subtitle subheadline subhead kicker eyebrow excerpt tagline")),
    ("credit", names("credit credits photocredit copyright")),
    ("byline", names("byline bylines author authors authorbox bio biography contributor contributors")),
    ("date", names("dateline timestamp datetime pubdate datepublished published updated")),
    ("sidebar", names("sidebar widget widgets aside rail complementary")),
    ("notice", names("cookie cookies consent gdpr disclaimer modal popup tooltip alert")),
    ("footer", names("footer contentinfo colophon")),
)
_BY_WORD = {word: label for label, group in reversed(_WORDS) for word in group}
_BY_TAG = {
    "nav": "navigation",
    "aside": "sidebar",
    "footer": "footer",
    "form": "form",
    "time": "date",
    "address": "byline",
}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPLIT = re.compile(r"[^a-z]+")


def hint(tag: str, stated: str) -> str | None:
    """The kind of furniture that an element's tag or names speak of, or None."""
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    if tag in ("html", "body", "main"):  # their classes speak of the whole page
        return None
    for word in _SPLIT.split(_CAMEL.sub(" ", stated).lower()):
        if word in _BY_WORD:
            return _BY_WORD[word]
    return None
