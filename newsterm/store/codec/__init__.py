"""Values to documents and back; what is empty is left out, times are microseconds since 1970 UTC."""

from newsterm.store.codec.actions import action_from, action_to
from newsterm.store.codec.articles import article_from, article_to
from newsterm.store.codec.claims import claim_from, claim_state_from, claim_to, marked_from, said_by, say_by
from newsterm.store.codec.entries import ENTRY_FIELDS, body_to, entry_from, entry_state_from, entry_to
from newsterm.store.codec.feeds import info_from, info_to, state_from, state_to, subscription_from, subscription_to
from newsterm.store.codec.plain import Document, moment, spans_to, time_from, time_to

__all__ = [
    "ENTRY_FIELDS",
    "Document",
    "action_from",
    "action_to",
    "article_from",
    "article_to",
    "body_to",
    "claim_from",
    "claim_state_from",
    "claim_to",
    "entry_from",
    "entry_state_from",
    "entry_to",
    "info_from",
    "info_to",
    "marked_from",
    "moment",
    "said_by",
    "say_by",
    "spans_to",
    "state_from",
    "state_to",
    "subscription_from",
    "subscription_to",
    "time_from",
    "time_to",
]
