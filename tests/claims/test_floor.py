"""How well attributions are found in news marked by others: floors that may only rise; skips without those articles."""

from __future__ import annotations

import json

import pytest

from newsterm.articles import from_text
from newsterm.claims import ENGINE, find_claims
from tests.measures import SHARED, tool

DEV = SHARED / "data" / "claims" / "dev.jsonl"
ARTICLES = 24

pytestmark = [
    pytest.mark.skipif(not DEV.is_file(), reason="the marked articles are not at hand"),
    pytest.mark.skipif(ENGINE != "neural", reason="the model can't run here"),
]


def test_attributions_are_found_as_well_as_ever() -> None:
    gold = [json.loads(line) for line in DEV.read_text(encoding="utf-8").splitlines()[:ARTICLES]]
    found = [
        {
            "id": one["id"],
            "claims": [
                {part: [list(span) for span in getattr(claim, part)] for part in ("content", "source", "cue")}
                for claim in find_claims(from_text(one["text"]), published=None, outlet=None)
            ],
        }
        for one in gold
    ]
    score = tool("claims_score").score(gold, found)
    assert score["full"]["all"]["F1"] >= 0.73
    assert score["content_soft"]["all"]["F1"] >= 0.77
    assert score["core"]["full_recall"] >= 0.85
