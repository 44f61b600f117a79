"""Views that are kept, claims that are narrowed, files that are played and written: as on a screen, in words."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.model import Enclosure
from newsterm.settings import Settings
from newsterm.simple import exporting
from newsterm.store import Store
from newsterm.ui.actions import ACTIONS
from tests.ui.shell.world import FIRST, NOW, POST, bring, entry

from .script import BREAK, Script, last, talk
from .test_further import soon

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from newsterm.library import Library


# -- views -------------------------------------------------------------------------------------------------------------


def test_what_is_listed_is_kept_under_a_name_and_forgotten(library: Library) -> None:
    heard = talk(library, "/port", "V Ports", "q", "view ports", "forget-view", "z", "forget-view prts").answers()
    assert heard[2] == ['saved the view "Ports"; z undoes it.', *heard[2][1:]]
    assert heard[4][0].startswith("Ports: ")
    assert heard[5][-1] == 'removed the view "Ports"; z undoes it.'
    assert heard[7] == ['There is no "prts". Did you mean "Ports"?']


def test_without_a_view_there_is_none_to_forget(library: Library) -> None:
    assert last(library, "forget-view") == ["There is no saved view."]


# -- claims ------------------------------------------------------------------------------------------------------------


def test_claims_of_one_kind_of_source_are_told_after_the_other(library: Library) -> None:
    heard = talk(library, "1", "i", "]", "i", "clear-filter", "claims").answers()
    assert heard[2][0] == "Claims, kind:named: 2 of 10."
    assert [line.partition(":")[0] for line in heard[2][1:]] == ["Claim 2", "Claim 3"]
    assert heard[3][0].startswith("Claim 2:")
    assert heard[4][0].startswith("Claims, kind:unnamed: 1 of 10.")
    assert heard[5] == ["All 10 claims are told again."]
    assert len(heard[6]) > 10


def test_at_a_claim_the_filter_is_one_of_claims(library: Library) -> None:
    heard = talk(library, "1", "claim 1", "/ministers", "claim 2", "+x", "/tag:x", "-x", "/zebra", "/kind:").answers()
    assert heard[3][0] == "Claims, ministers: 1 of 10."
    assert heard[3][1].startswith("Claim 8:")
    assert heard[4] == ['There is no claim 2: "ministers" finds 1.']
    assert heard[8][-1].startswith('"zebra" finds none of the 10 claims; ')
    assert heard[9] == ["At character 6: kind: expects a kind after it, such as kind:document."]


def test_another_article_has_all_its_claims(library: Library) -> None:
    heard = talk(library, "1", "i", "h", "1", "claims").answers()
    assert heard[5][0].startswith("10 claims: ")


def test_claims_keep_their_numbers_while_the_article_is_open(library: Library) -> None:
    heard = talk(library, "1", "claim 3", "d", "claims", "claim 4", "z", "claim 3").answers()
    numbers = [int(line.split()[1].rstrip(":")) for line in heard[4] if line.startswith("Claim ")]
    assert numbers == [1, 2, 4, 5, 6, 7, 8, 9, 10]
    assert "the harbour board" in heard[5][0]
    assert "She believes" in heard[7][0] or "Ana Sorel" in heard[7][0]


# -- files -------------------------------------------------------------------------------------------------------------


def with_player(path: Path) -> tuple[Settings, Path]:
    played = path.parent / "played"
    code = f"import sys; open({str(played)!r}, 'w').write(sys.argv[1])"
    settings = Settings()
    return replace(settings, open=replace(settings.open, player=(sys.executable, "-c", code, "{url}"))), played


def with_files(path: Path, *names: str) -> None:
    files = tuple(Enclosure(url=f"https://cast.example/{name}", type="audio/mpeg", length=1 << 20) for name in names)
    with Store.open(path, now=NOW) as store:
        bring(store, POST, entry("Episode", 0.1, enclosures=files))


def test_the_only_file_is_played(library: Library, path: Path) -> None:
    with_files(path, "one.mp3")
    settings, played = with_player(path)
    assert last(library, "O", settings=settings) == ["Playing cast.example's one.mp3."]
    assert soon(played) == "https://cast.example/one.mp3"


def test_of_several_files_one_is_chosen_by_number(library: Library, path: Path) -> None:
    with_files(path, "one.mp3", "two.mp3")
    settings, played = with_player(path)
    heard = talk(library, "play 1", "2", "play-file 3", settings=settings).answers()
    assert heard[1] == ["1. one.mp3, audio/mpeg, 1.0 MiB.", "2. two.mp3, audio/mpeg, 1.0 MiB."]
    assert heard[2] == ["Playing cast.example's two.mp3."]
    assert heard[3] == ["There is no file 3: play listed 2."]
    assert soon(played) == "https://cast.example/two.mp3"


def test_an_item_without_files_says_so(library: Library) -> None:
    assert last(library, "O") == ["Nothing to play comes with this item."]


def test_what_is_listed_is_written_and_nothing_written_over_unasked(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "port.jsonl"
    heard = talk(library, "/port", f"E {file}", f"E {file}", "n", f"export {file}", "y").answers()
    assert heard[2] == [f"Wrote {len(file.read_text().splitlines())} items to {file}."]
    assert heard[3] == [f"{file} is there already. Write over it?"]
    assert heard[4] == ["Nothing was written."]
    assert heard[6][-1].startswith("Wrote ")


def test_marked_items_are_written_alone(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "one.json"
    script = talk(library, "mark 1", "E", str(file))
    assert any(line.startswith("Which file for 1 item marked? It may end in .md, ") for line in script.said)
    assert [record["id"] for record in json.loads(file.read_text())] == [FIRST]


def test_how_far_it_is_is_said_now_and_then_and_ctrl_c_leaves_nothing(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "_EVERY", 0.0)
    script = Script(f"E {tmp_path / 'all.md'}")
    script.breaks_at = "0 of 8 written"
    talk(library, script=script)
    assert script.said[-2:] == ["Broken off.", "> list: "]
    assert list(tmp_path.glob("*all.md*")) == []


def test_what_can_not_be_written_is_said(library: Library, tmp_path: Path) -> None:
    assert "is no format that can be written" in last(library, f"E {tmp_path / 'x.pdf'}")[0]
    assert last(library, "E", BREAK) == [""]


# -- everything --------------------------------------------------------------------------------------------------------


def test_every_action_without_an_argument_is_answered(library: Library, path: Path) -> None:
    for action in ACTIONS:
        if action.id in {"back", "quit", "suspend", "browse", "command-line"}:
            continue
        for begin in ((), ("1",), ("1", "claim 2")):
            script = talk(library, *begin, action.id, BREAK)
            assert any(script.answers()[len(begin) + 1]), action.id


def test_what_only_a_screen_does_is_said_in_a_sentence(library: Library) -> None:
    for name in ("theme", "D", "I", "m", "M"):
        (answer,) = last(library, name)
        assert answer.endswith(".")
        assert "here" in answer
