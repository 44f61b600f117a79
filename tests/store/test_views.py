"""Views are kept, changed, removed and undone, and go with the cache wherever it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsterm.errors import NotFound, ParseError, QueryError, UsageError
from newsterm.library import Library
from newsterm.model import SavedView
from newsterm.query.parse import parse
from tests.store.world import NOW, A, entry, follow, key, update

if TYPE_CHECKING:
    from pathlib import Path

    from newsterm.store import Store


@pytest.fixture
def library(store: Store) -> Library:
    return Library(store, clock=lambda: NOW)


def names(library: Library) -> list[str]:
    return [view.name for view in library.views()]


def test_a_view_is_its_name_and_query(library: Library, path: Path) -> None:
    assert library.views() == ()
    assert library.save_view(" The  port ", " port is:unread\n").label == 'saved the view "The port"'
    wanted = (SavedView(name="The port", query="port is:unread"),)
    assert library.views() == wanted
    with Library.open(path, clock=lambda: NOW) as other:
        assert other.views() == wanted


def test_views_stand_in_the_order_in_which_they_were_saved_first(library: Library) -> None:
    for name in ("b", "a", "c", "b"):
        library.save_view(name, f"is:unread {name}")
    library.save_view("a", "other")
    assert names(library) == ["b", "a", "c"]
    assert library.views()[1].query == "other"


def test_a_query_that_can_not_be_read_is_not_saved(library: Library) -> None:
    with pytest.raises(QueryError, match="not closed"):
        library.save_view("x", "(port")
    with pytest.raises(UsageError, match="name"):
        library.save_view("\x1b", "port")
    assert library.views() == ()
    assert library.next_undo() is None


def test_several_views_are_saved_together_or_not_at_all(library: Library) -> None:
    with pytest.raises(QueryError):
        library.save_views({"a": "port", "b": "(port"})
    assert library.views() == ()
    assert library.save_views({}) is None
    assert library.save_views({"a": "port", "b": "ferry"}).label == "saved 2 views"
    assert [(v.name, v.query) for v in library.views()] == [("a", "port"), ("b", "ferry")]
    library.undo()
    assert library.views() == ()


def test_an_empty_query_is_everything(library: Library) -> None:
    library.save_view("All of it", "")
    assert library.views()[0].query == "*"


def test_saving_the_same_again_changes_nothing(library: Library) -> None:
    library.save_view("x", "port")
    assert library.save_view("x", "port") is None


def test_what_was_done_to_views_is_undone_and_done_again(library: Library) -> None:
    library.save_view("x", "port")
    library.save_view("y", "ferry")
    library.save_view("x", "quay")
    assert library.remove_view("x").label == 'removed the view "x"'
    assert names(library) == ["y"]
    assert library.undo() is not None
    assert [(v.name, v.query) for v in library.views()] == [("x", "quay"), ("y", "ferry")]
    library.undo()
    assert library.views()[0].query == "port"
    library.undo()
    library.undo()
    assert library.views() == ()
    library.redo()
    assert names(library) == ["x"]


def test_a_view_that_is_not_there_can_not_be_removed(library: Library) -> None:
    with pytest.raises(NotFound, match='no view "x"'):
        library.remove_view("x")
    library.save_view("x", "port")
    library.remove_view("x")
    with pytest.raises(NotFound):
        library.remove_view("x")


def test_views_go_with_the_cache_as_tinydb(library: Library, store: Store, tmp_path: Path) -> None:
    library.save_view("b", "is:unread")
    library.save_view("a", "feedtag:daily")
    library.remove_view("b")
    file = tmp_path / "cache.json"
    store.export_tinydb(file)
    with Library.open(tmp_path / "other.db", clock=lambda: NOW) as other:
        other.import_tinydb(file.read_bytes())
        assert other.views() == library.views()
        other.undo()
        assert names(other) == ["b", "a"]


@pytest.mark.parametrize("doc", ['{"name": 5, "query": "x", "position": 1}', '{"name": "x", "query": "x"}'])
def test_a_view_that_is_none_is_refused(store: Store, doc: str) -> None:
    with pytest.raises(ParseError):
        store.import_tinydb(f'{{"entries": {{}}, "views": {{"1": {doc}}}}}'.encode())
    assert store.views() == ()


def test_a_tally_counts_unread_and_all(library: Library, store: Store) -> None:
    follow(store, A)
    store.apply(update(A, entry("port one"), entry("port two"), entry("ferry")), now=NOW)
    library.set_read([key(store, "port one")])
    for query in ("title:/port/", "title:port", 'feed:"A" -ferry'):
        assert library.tally(query) == (1, 2)
    assert library.tally(parse("*", today=NOW.date())) == (2, 3)
