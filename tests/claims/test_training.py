"""What a model learns from: marks in pieces, windows of articles with their labels, rejected claims."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from newsterm.claims.neural.wordpiece import WordPiece
from newsterm.claims.training.corpus import BEGIN, IGNORED, INSIDE, OUT, example, load, load_rejected, samples

if TYPE_CHECKING:
    from pathlib import Path

WORDPIECE = WordPiece(["[UNK]", "the", "port", "open", "##s", ",", "sol", "said", "."])
TEXT = "The port opens, Sol said."


def record(**fields: Any) -> dict[str, Any]:
    marks = {"cue": [[20, 24]], "content": [[0, 14]], "source": [[16, 19]]}
    return {"id": "a", "text": TEXT, "attributions": [marks], **fields}


def test_marks_become_pieces() -> None:
    (marked,) = example(record(), WORDPIECE).marked
    assert (marked.cue, marked.content, marked.source) == ((6,), ((0, 1, 2, 3),), ((5,),))


def test_a_mark_of_half_a_piece_or_more_is_of_the_piece() -> None:
    (marked,) = example(record(attributions=[{"cue": [[20, 22]], "content": [[4, 7]], "source": []}]), WORDPIECE).marked
    assert (marked.cue, marked.content) == ((6,), ((1,),))


def test_an_article_whose_labels_are_scored_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text("\n".join(json.dumps(record(id=name)) for name in "ab"))
    assert [e.id for e in load(path, WORDPIECE, without=frozenset("a"))] == ["b"]


def test_a_window_has_tags_and_for_each_cue_the_roles_of_its_pieces() -> None:
    (sample,) = samples([example(record(), WORDPIECE)], 64, random.Random(1))
    assert sample.tags[0] == [OUT] * 6 + [BEGIN, OUT]
    assert sample.tags[1] == [BEGIN, INSIDE, INSIDE, INSIDE, OUT, OUT, OUT, OUT]
    assert sample.cues == [(6, 6)]
    assert sample.roles == [[1, 2, 2, 2, 0, 3, 0, 0]]


def test_what_annotators_left_out_teaches_nothing() -> None:
    (sample,) = samples([example(record(discard=[[16, 19]]), WORDPIECE)], 64, random.Random(1))
    assert [row[5] for row in sample.tags] == [IGNORED] * 3


@pytest.mark.parametrize("seed", range(5))
def test_an_epoch_has_every_piece_once(seed: int) -> None:
    text = "\n\n".join(["The port opens, Sol said." * n for n in (1, 9, 2, 4)])
    found = list(samples([example(record(text=text, attributions=[]), WORDPIECE)], 32, random.Random(seed)))
    assert sum(len(s.ids) for s in found) == 8 * 16
    assert all(len(s.ids) <= 32 for s in found)


def test_of_a_rejected_claim_only_the_cue_teaches_that_it_is_none(tmp_path: Path) -> None:
    path = tmp_path / "rejected.jsonl"
    claim = {"id": "x", "cue": [[120, 124]], "paragraph": {"start": 100, "text": TEXT}, "shared_cue": False}
    others = [claim | {"paragraph": None}, claim | {"cue": []}, claim | {"shared_cue": True}]
    path.write_text("\n".join(map(json.dumps, [claim, *others])))
    (sample,) = samples(load_rejected(path, WORDPIECE), 64, random.Random(1))
    assert sample.tags == ([IGNORED] * 6 + [OUT, IGNORED], [IGNORED] * 8, [IGNORED] * 8)
    assert sample.cues == []
