"""The neural tagger: pieces in their exact places, windows that miss nothing, labels that can stand where they do."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.claims import engines
from newsterm.claims.lexical.tagger import LexicalTagger
from newsterm.claims.neural.inputs import read, windows
from newsterm.claims.neural.roles import BUCKETS, DISTANCES, RANK, REACH, ROLES, bucket
from newsterm.claims.neural.wordpiece import WordPiece
from newsterm.claims.quotations import QuotationTagger

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

np = pytest.importorskip("numpy")
paths = pytest.importorskip("newsterm.claims.neural.paths")
tagger = pytest.importorskip("newsterm.claims.neural.tagger")
decode = pytest.importorskip("newsterm.claims.neural.decode")

WORDPIECE = WordPiece(["[UNK]", "the", "port", "re", "##open", "##s", ",", "“", "”", "cafe", "1", "年", "said", "sol"])


def pieces_of(text: str) -> list[tuple[str, int]]:
    return [(text[p.start : p.end], p.id) for p in WORDPIECE(text)]


def test_a_word_is_split_into_the_longest_known_pieces() -> None:
    assert pieces_of("The port reopens,") == [("The", 1), ("port", 2), ("re", 3), ("open", 4), ("s", 5), (",", 6)]


def test_a_word_that_is_not_known_whole_is_unknown_whole() -> None:
    assert pieces_of("reopenings") == [("reopenings", 0)]


def test_accents_are_folded_and_places_stay() -> None:
    assert pieces_of("Café cafe\u0301 port") == [("Café", 9), ("cafe", 9), ("\u0301", 0), ("port", 2)]


def test_ideographs_stand_alone() -> None:
    assert pieces_of("1年") == [("1", 10), ("年", 11)]


@given(st.text(max_size=400))
def test_pieces_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    found = WORDPIECE(text)
    assert all(0 <= p.start < p.end <= len(text) for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_pieces_know_whether_they_are_quoted_and_how_they_are_written() -> None:
    pieces = read("“The port”, Sol SAID", WORDPIECE)
    assert pieces.quoted == [2, 1, 1, 2, 0, 0, 0]
    assert pieces.shapes == [3, 1, 0, 3, 3, 1, 2]


@given(st.lists(st.integers(1, 90), max_size=30), st.integers(16, 64))
def test_windows_own_every_piece_once_and_see_it(lengths: list[int], size: int) -> None:
    pieces = read("\n\n".join("port " * length for length in lengths), WORDPIECE)
    found = windows(pieces, size)
    owned = [n for w in found for n in range(w.own_first, w.own_last)]
    assert owned == list(range(len(pieces)))
    assert all(w.first <= w.own_first < w.own_last <= w.last and w.last - w.first <= size for w in found)


def test_distances_fall_into_buckets_that_grow() -> None:
    assert len(DISTANCES) == 2 * REACH + 1
    assert set(DISTANCES) <= set(range(BUCKETS))
    assert bucket(1) != bucket(-1)
    assert bucket(130) == bucket(500)


TEXT = "The port reopens, Sol said"


def outputs(roles: str, cue: int | None, said: str = "", faint: int | None = None) -> object:
    """What a network says that is sure: `roles` has a letter for each piece, . c C s S as labels go.

    `said` has . c C for the tags of contents; `faint` is a cue that is likely by a tenth.
    """
    length = len(roles)
    tags = np.zeros((length, 9), dtype=np.float32)
    tags[:, 0], tags[:, 3], tags[:, 6] = 9, 1, 1
    if cue is not None:
        tags[cue, 0], tags[cue, 1] = 0, 9
    if faint is not None:
        tags[faint, 0], tags[faint, 1] = 2.2, 0
    for place, letter in enumerate(said):
        tags[place, 3 + ".cC".index(letter)] = 9
    own = np.zeros((length, ROLES), dtype=np.float32)
    for place, letter in enumerate(roles):
        own[place, ".cCsS".index(letter)] = 9
    nothing = np.zeros((length, ROLES * RANK), dtype=np.float32)
    return decode.Outputs(tags, own, nothing, nothing)


def read_off(
    roles: str, cue: int | None = 7, text: str = TEXT, said: str = "", faint: int | None = None, **knobs: float
) -> list:
    pieces = read(text, WORDPIECE)
    (window,) = windows(pieces, 64)
    reader = decode.Reader(np.zeros((BUCKETS, ROLES), dtype=np.float32), decode.Knobs(**knobs))
    return list(reader.read(pieces, window, outputs(roles, cue, said, faint)))


def test_a_cue_gets_its_content_and_source() -> None:
    (found,) = read_off("cCCCC.s.")
    assert (found.cue, found.contents, found.source) == ((7, 8), ((0, 5),), (6, 7))


def test_an_inside_without_a_beginning_is_none() -> None:
    (found,) = read_off(".C.cC.s.")
    assert found.contents == ((3, 5),)


def test_a_cue_that_attributes_nothing_is_no_attribution() -> None:
    assert read_off("......s.") == []


def test_a_source_may_be_absent() -> None:
    (found,) = read_off("cCCCC...")
    assert found.source is None


def test_a_content_may_come_in_parts() -> None:
    (found,) = read_off("cC.cC.s.")
    assert found.contents == ((0, 2), (3, 5))


def test_the_cue_itself_is_neither_content_nor_source() -> None:
    (found,) = read_off("cCCCCCCC")
    assert found.contents == ((0, 7),)


def test_what_is_not_sure_enough_is_left_out() -> None:
    assert read_off("cCCCC.s.", least=0.99) == []
    assert 0 <= read_off("cCCCC.s.")[0].confidence <= 1


@given(st.integers(1, 4), st.sampled_from([3, 5]), st.data())
def test_no_other_path_that_can_be_has_a_better_score(length: int, labels: int, data: st.DataObject) -> None:
    rows = st.lists(st.integers(-9, 9), min_size=labels, max_size=labels)
    scores = np.array(data.draw(st.lists(rows, min_size=length, max_size=length)), dtype=np.float32)

    def can_be(path: tuple[int, ...]) -> bool:
        return all(not after or after % 2 or before in (after - 1, after) for before, after in pairwise((0, *path)))

    def score(path: Sequence[int]) -> float:
        return float(sum(scores[place, label] for place, label in enumerate(path)))

    found = paths.likeliest(scores)
    assert can_be(tuple(found))
    assert score(found) == max(score(path) for path in product(range(labels), repeat=length) if can_be(path))


LONG = "The port reopens, the port reopens, Sol said"


def test_what_is_tagged_as_said_has_the_cue_that_was_too_faint_by_itself() -> None:
    (found,) = read_off("cCCCCCCCCC.s.", cue=None, faint=12, text=LONG, said="cCCCCCCCC....")
    assert (found.cue, found.contents, found.source) == ((12, 13), ((0, 10),), (11, 12))


def test_a_faint_cue_is_none_where_nothing_is_tagged_as_said() -> None:
    assert read_off("cCCCCCCCCC.s.", cue=None, faint=12, text=LONG) == []


QUOTED = "“The port reopens, the port reopens”"


def test_a_quotation_without_a_cue_is_attributed_by_its_mark() -> None:
    (found,) = read_off("............", cue=None, text=QUOTED, said="cCCCCCCCCCCC", bare=0.2)
    assert (found.cue, found.contents, found.source, found.confidence) == ((0, 1), ((0, 12),), None, 0.2)


def test_words_without_cue_or_quotation_are_nobodys() -> None:
    assert read_off(".............", cue=None, text=LONG, said="cCCCCCCCC....") == []


def test_a_quotation_without_a_cue_has_the_one_before_it() -> None:
    text = f"The port reopens, Sol said {QUOTED}"
    one, other = read_off("cCCCC.s.............", text=text, said=".........cCCCCCCCCCC")
    assert (one.contents, other.contents) == (((0, 5),), ((9, 20),))
    assert (one.cue, one.source) == (other.cue, other.source)


def test_a_few_words_without_a_cue_are_nobodys() -> None:
    assert (
        len(read_off("cCCCC.s.............", text=f"The port reopens, Sol said {QUOTED}", said="........cCCCC......."))
        == 1
    )


@pytest.mark.parametrize(("start", "end"), [(4, 8), (5, 8), (4, 6), (5, 6)])
def test_no_word_is_told_by_half(start: int, end: int) -> None:
    assert tagger.whole_words("the port opens", start, end) == (4, 8)


def test_ends_at_a_mark_stay() -> None:
    assert tagger.whole_words("a re-opening", 4, 5) == (4, 5)


def test_the_engine_is_chosen_at_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    english = "The port will reopen in March, the minister said, and the ferry with it."
    monkeypatch.setattr(engines, "ENGINE", "lexical")
    assert isinstance(engines.tagger_for(english, "en"), LexicalTagger)
    assert isinstance(
        engines.tagger_for("Der Hafen wird im März wieder geöffnet, sagte die Ministerin.", "de"), QuotationTagger
    )


@pytest.mark.parametrize("module", ["newsterm.ui.app", "newsterm.library", "newsterm.cli.entries", "newsterm.claims"])
def test_only_finding_claims_imports_what_the_model_runs_in(module: str) -> None:
    code = f"import sys, {module}; sys.exit(bool({{'numpy', 'onnxruntime'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.skipif(not engines.has_model(), reason="the model can't run here")
def test_finding_claims_leaves_no_file_behind_and_opens_no_connection(tmp_path: Path) -> None:
    code = (
        "import sys; sys.addaudithook(lambda event, args: sys.exit(9) if event == 'socket.connect' else None)\n"
        "from newsterm.claims.engines import tagger_for\n"
        "from newsterm.claims.text.document import prepare\n"
        "text = 'The port will open, the minister said.'\n"
        "sys.exit(0 if tagger_for(text, 'en').tag(prepare(text)) else 1)"
    )
    environ = {**os.environ, "TMPDIR": str(tmp_path), "HOME": str(tmp_path)}
    assert subprocess.run([sys.executable, "-c", code], check=False, env=environ, cwd=tmp_path).returncode == 0
    assert list(tmp_path.iterdir()) == []
