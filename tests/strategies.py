"""What property tests of several packages draw."""

from __future__ import annotations

from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


def built(
    value: type[T], *arguments: st.SearchStrategy[object], **fields: st.SearchStrategy[object]
) -> st.SearchStrategy[T]:
    """Like `st.builds`, which would look up the types of a value's fields, not all of which are there at run time."""
    drawn = st.tuples(st.tuples(*arguments), st.fixed_dictionaries(fields))
    return drawn.map(lambda given: value(*given[0], **given[1]))
