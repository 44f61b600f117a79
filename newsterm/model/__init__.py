"""The values that everything else speaks in: frozen, slotted, free of I/O."""

from newsterm.model.action import Action, Change, TagEdit, Target
from newsterm.model.article import Article, Block, BlockKind, Link, Span
from newsterm.model.claim import BY_HAND, Act, Claim, ClaimState, Kind, MarkedClaim, Quote, QuoteType, When
from newsterm.model.copy import Carried, Copy, CopyUpdate, Placed
from newsterm.model.entry import Enclosure, Entry, EntryState, Item, Reading
from newsterm.model.feed import (
    Activity,
    Feed,
    FeedCount,
    FeedInfo,
    FeedStatus,
    FetchState,
    NextPoll,
    Pace,
    Polls,
    Subscription,
    Validators,
)
from newsterm.model.highlight import nearest_place, places_of_words, spans_within, story_spans
from newsterm.model.picture import Canvas, Drawn, Figure, Form, Picture, figures_of
from newsterm.model.retention import Retention
from newsterm.model.rule import Applications, Deed, Rule, RuleNote, Ruling
from newsterm.model.source import Found, QuotedSource
from newsterm.model.text import clean_line, clean_text, counted, html_words, is_blank
from newsterm.model.update import Applied, EntryUpdate, FeedRead, FeedUpdate, KnownEntry, ParsedFeed
from newsterm.model.version import Difference, Edit, Passage, Revision, Stretch, Version
from newsterm.model.view import SavedView, ViewCounts

__all__ = [
    "BY_HAND",
    "Act",
    "Action",
    "Activity",
    "Applications",
    "Applied",
    "Article",
    "Block",
    "BlockKind",
    "Canvas",
    "Carried",
    "Change",
    "Claim",
    "ClaimState",
    "Copy",
    "CopyUpdate",
    "Deed",
    "Difference",
    "Drawn",
    "Edit",
    "Enclosure",
    "Entry",
    "EntryState",
    "EntryUpdate",
    "Feed",
    "FeedCount",
    "FeedInfo",
    "FeedRead",
    "FeedStatus",
    "FeedUpdate",
    "FetchState",
    "Figure",
    "Form",
    "Found",
    "Item",
    "Kind",
    "KnownEntry",
    "Link",
    "MarkedClaim",
    "NextPoll",
    "Pace",
    "ParsedFeed",
    "Passage",
    "Picture",
    "Placed",
    "Polls",
    "Quote",
    "QuoteType",
    "QuotedSource",
    "Reading",
    "Retention",
    "Revision",
    "Rule",
    "RuleNote",
    "Ruling",
    "SavedView",
    "Span",
    "Stretch",
    "Subscription",
    "TagEdit",
    "Target",
    "Validators",
    "Version",
    "ViewCounts",
    "When",
    "clean_line",
    "clean_text",
    "counted",
    "figures_of",
    "html_words",
    "is_blank",
    "nearest_place",
    "places_of_words",
    "spans_within",
    "story_spans",
]
