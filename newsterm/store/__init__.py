"""The cache: TinyDB documents over SQLite rows."""

from newsterm.store.actions import Edit
from newsterm.store.care import Report
from newsterm.store.listing import Listing, Sort
from newsterm.store.lock import is_held, the_only_one
from newsterm.store.store import Store
from newsterm.store.telling import Tell, quiet

__all__ = ["Edit", "Listing", "Report", "Sort", "Store", "Tell", "is_held", "quiet", "the_only_one"]
