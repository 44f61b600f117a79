"""How well attributions are found in news marked by others: floors that may only rise; skips without those articles."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsterm.articles import from_text
from newsterm.claims import ENGINE, find_claims

if TYPE_CHECKING:
    from types import ModuleType

SHARED = Path(__file__).parents[3] / "shared"
DEV = SHARED / "data" / "claims" / "dev.jsonl"
ARTICLES = 24

pytestmark = [
    pytest.mark.skipif(not DEV.is_file(), reason="the marked articles are not at hand"),
    pytest.mark.skipif(ENGINE != "neural", reason="the model can't run here"),
]


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("claims_score", SHARED / "tools" / "claims_score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
    score = scorer().score(gold, found)
    assert score["full"]["all"]["F1"] >= 0.73
    assert score["content_soft"]["all"]["F1"] >= 0.77
    assert score["core"]["full_recall"] >= 0.85
