"""Views are kept, changed, removed and undone, and go with the cache wherever it goes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsterm.errors import NotFound, ParseError, QueryError, UsageError
from newsterm.library import Library
from newsterm.model import SavedView
from newsterm.query.parse import parse
from newsterm.store import Store
from tests.store.world import NOW, A, entry, follow, key, update

if TYPE_CHECKING:
    from pathlib import Path


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


def test_a_view_is_moved_renamed_coloured_and_given_a_key_and_all_of_it_is_undone(library: Library) -> None:
    library.save_views({name: name for name in "abc"})
    library.move_view("c", 1)
    library.colour_view("a", "#ff6347")
    library.key_view("a", "f2")
    library.rename_view("a", "A")
    library.move_view("A", 99)
    changed = [(view.name, view.query, view.colour, view.key) for view in library.views()]
    assert changed == [("c", "c", None, None), ("b", "b", None, None), ("A", "a", "#ff6347", "f2")]
    for _ in range(5):
        library.undo()
    assert [(view.name, view.colour, view.key) for view in library.views()] == [(name, None, None) for name in "abc"]
    for _ in range(5):
        library.redo()
    assert [(view.name, view.query, view.colour, view.key) for view in library.views()] == changed


def test_a_renamed_view_keeps_its_place_and_its_visits(library: Library) -> None:
    library.save_views({"a": "a", "b": "b"})
    library.leave_view("a")
    library.rename_view("a", "z")
    assert [(view.name, view.visited) for view in library.views()] == [("z", NOW), ("b", None)]


def test_names_and_keys_of_views_are_theirs_alone(library: Library) -> None:
    library.save_views({"a": "a", "b": "b"})
    library.key_view("a", "f2")
    with pytest.raises(UsageError, match='"a" already'):
        library.key_view("b", "f2")
    with pytest.raises(UsageError, match="already"):
        library.rename_view("b", "a")
    assert library.rename_view("a", "a") is None
    library.remove_view("a")
    library.key_view("b", "f2")
    library.save_view("a", "anew")
    assert [(view.name, view.key) for view in library.views()] == [("a", None), ("b", "f2")]
    with pytest.raises(NotFound):
        library.move_view("x", 1)


def test_new_is_what_came_after_the_view_was_left_and_elsewhere_after_the_reader_was(store: Store, path: Path) -> None:
    follow(store, A)
    clock = [NOW]
    library = Library(store, clock=lambda: clock[0])
    library.save_view("all", "is:new or is:read")
    store.apply(update(A, entry("one")), now=NOW)
    assert library.view_counts(library.view("all")).new == 1
    assert library.count("is:new") == 1
    clock[0] = NOW + timedelta(hours=1)
    library.leave_view("all")
    library.leave()
    assert library.next_undo().label == 'saved the view "all"'
    store.apply(update(A, entry("two")), now=NOW + timedelta(hours=2))
    counts = library.view_counts(library.view("all"))
    assert (counts.unread, counts.entries, counts.new) == (1, 1, 1)
    assert library.count("is:new") == 1
    assert library.count("-is:new") == 1
    clock[0] = NOW + timedelta(hours=3)
    library.leave()
    assert library.count("is:new") == 0
    assert library.view_counts(library.view("all")).new == 1


def test_a_view_whose_colour_is_no_text_is_refused_on_import(library: Library, store: Store, tmp_path: Path) -> None:
    library.save_view("x", "port")
    store._cache.views.update({"colour": 3})
    store.export_tinydb(tmp_path / "out.json")
    with Store.open(tmp_path / "other.db", now=NOW) as other, pytest.raises(ParseError, match="colour"):
        other.import_tinydb((tmp_path / "out.json").read_bytes())
