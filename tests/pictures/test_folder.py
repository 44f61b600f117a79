"""The folder of pictures: what is kept, what goes first, and a disk that does not take them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from newsterm.pictures.folder import PictureFolder

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://post.example/../../quay.jpg?size=\udcff"


def test_a_picture_is_found_again_under_its_address_alone(tmp_path: Path) -> None:
    PictureFolder(tmp_path / "images", 1000).keep(URL, b"one")
    again = PictureFolder(tmp_path / "images", 1000)
    assert (again.get(URL), again.get("https://post.example/quay.jpg")) == (b"one", None)
    again.drop(URL)
    assert again.get(URL) is None
    assert list((tmp_path / "images").iterdir()) == []


def test_what_was_not_seen_for_the_longest_time_goes_first(tmp_path: Path) -> None:
    folder = PictureFolder(tmp_path, 25)
    for name in "abc":
        folder.keep(name, b"x" * 8)
    for age, file in enumerate([folder._file(name) for name in "abc"]):
        os.utime(file, (1000 + age, 1000 + age))
    assert folder.get("a") is not None, "seen: it is the youngest now"
    folder.keep("d", b"x" * 8)
    assert [folder.get(name) is not None for name in "abcd"] == [True, False, True, True]


def test_a_folder_that_can_not_be_written_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "images").write_text("a file")
    folder = PictureFolder(tmp_path / "images", 25)
    assert folder.get(URL) is None
    with pytest.raises(OSError, match="images"):
        folder.keep(URL, b"one")
