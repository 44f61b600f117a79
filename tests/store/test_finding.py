"""What a query finds, whichever index answers: what going through everything in plain Python finds."""

from __future__ import annotations

import random
import re
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newsterm.library import Library
from newsterm.model import Act, Item, Kind, MarkedClaim, QuoteType, Span, Target
from newsterm.query.near import near_to, words_of_names
from newsterm.query.parse import parse
from newsterm.query.render import render
from newsterm.query.tree import (
    Acts,
    And,
    CueHas,
    Flag,
    Has,
    Hedged,
    Is,
    LinkHas,
    NameField,
    Near,
    Not,
    Or,
    Part,
    Pattern,
    Quoted,
    SaidBy,
    SourceKind,
    Tagged,
    TextField,
    Tree,
    Via,
    Words,
)
from newsterm.store import Sort, Store
from newsterm.store.stems import folded, stems
from tests.store.world import NOW, A, article, claim, do, entry, follow, ids, key, tag, update
from tests.strategies import built

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VOCABULARY = (
    "port reopen reopened reopening reopens police policies policy newton news new ferry ferries ñandú nandu safe x"
).split()
NAMES = ("Ana Sorel", "Anna Sorell", "Scott Bessent", "S. Besent", "Zelenskyy", "Müller AG", "northwire")
GUIDS = tuple(f"e{n}" for n in range(14))


def text(rng: random.Random, length: int) -> str:
    return " ".join(rng.choices(VOCABULARY, k=length))


def made_up(rng: random.Random, words: str, nth: int) -> object:
    """A claim of some words of the text, by somebody, in some way."""
    source = rng.choice([None, *NAMES])
    some = " ".join(words.split()[nth : nth + 3])
    return replace(
        claim(some, words, name=f"c{nth}", source=source),
        resolved=source,
        kind=rng.choice([kind for kind in Kind if kind is not Kind.OWN]),
        act=rng.choice(list(Act)),
        quote_type=rng.choice(list(QuoteType)),
        hedges=rng.choice([(), (Span(0, 1),)]),
        chain=(source, rng.choice([*NAMES]), "A") if rng.random() < 0.5 else (source, "A"),
        cue_text=rng.choice([None, "said", "according to"]),
    )


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Fourteen items: some with claims, some tagged, read, rejected, or with an article made twice."""
    rng = random.Random(7)
    path: Path = tmp_path_factory.mktemp("small") / "newsterm.db"
    with Store.open(path, now=NOW) as store:
        follow(store, A)
        brought = [
            replace(entry(guid, hours=1 + n, title=text(rng, 2), text=text(rng, 4)), authors=tuple(rng.choices(NAMES)))
            for n, guid in enumerate(GUIDS)
        ]
        store.apply(update(A, *brought), now=NOW)
        for guid in GUIDS[::2] + GUIDS[:3]:
            words = text(rng, 9)
            claims = [made_up(rng, words, nth) for nth in range(rng.randrange(5))]
            store.save_article(key(store, guid), article(words), claims, claims_extractor="test 1")
        for guid in GUIDS[::3]:
            do(store, "read", Target.ENTRY, key(store, guid), "read", True)
            tag(store, Target.ENTRY, key(store, guid), "check")
        found = [marked.claim.id for _, marked in store.claims(None, now=NOW)]
        for one in found[::3]:
            tag(store, Target.CLAIM, one, "check")
        for one in found[1::5]:
            do(store, "reject", Target.CLAIM, one, "rejected", True)
        Library(store).highlight(key(store, GUIDS[2]), Span(0, 4), note="ask her")
        Library(store).highlight(key(store, GUIDS[4]), Span(2, 9), source="Ana Sorel")
        yield store


LEAVES = st.one_of(
    built(
        Words,
        st.sampled_from([*VOCABULARY, "reopenin", "reope", "polic", "ne", "zebra"]),
        st.sampled_from([TextField.ANY, TextField.TITLE, TextField.TEXT, TextField.SAID]),
    ),
    built(
        Words,
        st.sampled_from(["port reopened", "ferry safe", "reopening ferries", "new port", "police policies"]),
        st.sampled_from([TextField.ANY, TextField.TEXT, TextField.SAID]),
        st.just(True),
    ),
    built(Near, st.sampled_from(["besent", "sorell", "ana sorel", "s bessent", "zelensky", "mueler", "nothwire"]),
          st.sampled_from([NameField.SOURCE, NameField.VIA])),
    *[built(leaf, st.sampled_from(["ana", "SOREL", "an", "ss", "northwire", "ü", "according", "to", "said", "zzz"]))
      for leaf in (SaidBy, Via, CueHas)],
    built(SourceKind, st.sampled_from(Kind)),
    built(Acts, st.sampled_from(Act)),
    built(Quoted, st.sampled_from(QuoteType)),
    built(Hedged, st.booleans()),
    built(Tagged, st.sampled_from(["check", "none"])),
    built(Is, st.sampled_from(Flag)),
    built(Has, st.sampled_from([Part.CLAIMS, Part.NOTE])),
    built(LinkHas, st.sampled_from(["a.example/e1", "E1"])),
    built(Pattern, st.sampled_from(["^port", r"\bnew\b"]), st.sampled_from([TextField.ANY, TextField.TITLE])),
)  # fmt: skip
TREES = st.recursive(
    LEAVES,
    lambda trees: st.one_of(
        built(Not, trees),
        built(And, st.lists(trees, min_size=1, max_size=3).map(tuple)),
        built(Or, st.lists(trees, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)


def is_meant(word: str, there: str) -> bool:
    """Whether a word of a text is what a word of a query means."""
    own, stem = folded(word), stems(there)[0]
    if len(own) == 1:
        return stems(own)[0] == stem
    begun = {stems(whole)[0] for whole in VOCABULARY if folded(whole).startswith(own)}
    return stem in {stems(own)[0], *begun} or stem.startswith(own)


def has_words(leaf: Words, said: str) -> bool:
    there, wanted = said.split(), leaf.text.split()
    if not leaf.phrase:
        return all(any(is_meant(one, word) for word in there) for one in wanted)
    return any(
        all(stems(one) == stems(word) for one, word in zip(wanted, there[at:], strict=False))
        for at in range(len(there) - len(wanted) + 1)
    )


def is_near(name: str, names: str) -> bool:
    known = sorted({word for one in NAMES for word in words_of_names(one)})
    there = words_of_names(names)
    return all(
        any(near in there or (len(near) > 4 and near in names) for near in near_to(word, known))
        for word in words_of_names(name)
    )


def fits_claim(leaf: object, marked: MarkedClaim) -> bool:
    """Whether a leaf that only claims have holds of one."""
    one = marked.claim
    names = {
        NameField.SOURCE: "\n".join(filter(None, [one.resolved])).casefold(),
        NameField.VIA: "\n".join(filter(None, one.chain[1:])).casefold(),
    }
    if one.kind is Kind.OWN and isinstance(leaf, Acts | Quoted | Hedged):
        return False
    match leaf:
        case Words():
            return has_words(leaf, one.text)
        case Near():
            return is_near(leaf.name, names[leaf.field])
        case SaidBy():
            return leaf.name.casefold() in names[NameField.SOURCE]
        case Via():
            return leaf.name.casefold() in names[NameField.VIA]
        case CueHas():
            return leaf.value.casefold() in (one.cue_text or "")
        case SourceKind():
            return one.kind is leaf.kind
        case Acts() | Quoted():
            return leaf in {Acts(one.act), Quoted(one.quote_type)}
    assert isinstance(leaf, Hedged)
    return bool(one.hedges) is leaf.hedged


ONLY_CLAIMS = (Near, SaidBy, Via, CueHas, SourceKind, Acts, Quoted, Hedged)


def is_of_claims(leaf: object) -> bool:
    return isinstance(leaf, ONLY_CLAIMS) or (isinstance(leaf, Words) and leaf.field is TextField.SAID)


class Looked:
    """An item with all that is known of it."""

    def __init__(self, store: Store, item: Item) -> None:
        reading = store.reading(item.id)
        assert reading is not None
        self.item, self.claims = item, reading.claims
        self.text = reading.article.text if reading.article else reading.item.entry.summary or ""

    def fits(self, leaf: object) -> bool:
        entry, state = self.item.entry, self.item.state
        if is_of_claims(leaf):
            return any(fits_claim(leaf, one) for one in self.claims)
        match leaf:
            case Words(field=field):
                where = {TextField.TITLE: [entry.title], TextField.TEXT: [self.text]}
                parts = where.get(field, [entry.title, self.text, " ".join(entry.authors), self.item.feed_title])
                if leaf.phrase:
                    return any(has_words(leaf, part or "") for part in parts)
                return has_words(leaf, " ".join(re.findall(r"[^\W_]+", " ".join(map(str, parts)))))
            case Tagged(name=name):
                return name in state.tags
            case Is(flag=flag):
                marks = {Flag.READ: state.read, Flag.UNREAD: not state.read, Flag.STARRED: state.starred,
                         Flag.TAGGED: bool(state.tags), Flag.HIDDEN: state.hidden, Flag.NEW: True,
                         Flag.OWN: any(marked.claim.own for marked in self.claims)}  # fmt: skip
                return marks[flag]
            case Has(part=Part.CLAIMS):
                return any(marked.claim.kind is not Kind.OWN for marked in self.claims)
            case Has():
                return any(marked.state.note for marked in self.claims)
            case LinkHas(value=value):
                return value.casefold() in (entry.link or "").casefold()
        assert isinstance(leaf, Pattern)
        parts = [entry.title or "", *([self.text] if leaf.field is TextField.ANY else [])]
        return any(re.search(leaf.regex, part, re.IGNORECASE) for part in parts)


def fits_of_claim(looked: Looked, marked: MarkedClaim, leaf: object) -> bool:
    if is_of_claims(leaf):
        return fits_claim(leaf, marked)
    if isinstance(leaf, Tagged):
        return leaf.name in marked.state.tags
    if leaf == Is(Flag.TAGGED):
        return bool(marked.state.tags)
    if leaf == Is(Flag.OWN):
        return marked.claim.own
    if leaf == Has(Part.NOTE):
        return bool(marked.state.note)
    return looked.fits(leaf)


def holds(tree: Tree, fits: object) -> bool:
    match tree:
        case And(parts=parts):
            return all(holds(part, fits) for part in parts)
        case Or(parts=parts):
            return any(holds(part, fits) for part in parts)
        case Not(part=part):
            return not holds(part, fits)
    return fits(tree)  # type: ignore[operator]


@settings(max_examples=80, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(tree=TREES)
def test_a_query_finds_the_items_and_claims_that_plain_python_finds(small: Store, tree: Tree) -> None:
    everything = [Looked(small, item) for item in small.listing(None, now=NOW).rows(0, 99)]
    wanted = [one.item.id for one in everything if holds(tree, one.fits)]
    listing = small.listing(tree, now=NOW)
    assert [item.id for item in listing.rows(0, 99)] == wanted, render(tree)
    assert small.count(tree, now=NOW) == len(wanted)
    unread = sum(not one.item.state.read for one in everything if one.item.id in wanted)
    assert small.tally(tree, now=NOW) == (unread, len(wanted))
    claims = [
        marked.claim.id
        for one in everything
        for marked in one.claims
        if holds(tree, partial(fits_of_claim, one, marked))
    ]
    assert [marked.claim.id for _, marked in small.claims(tree, now=NOW)] == claims, render(tree)
    assert [marked.claim.id for _, marked in small.claims(tree, now=NOW, limit=2)] == claims[:2]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("reopening", "reopened reopens"),
        ("reopenin", "reopened reopens"),
        ("reopens", "reopened reopens"),
        ("news", "newspapers"),
        ("new", "newspapers newton"),
        ("polic", "police policies"),
        ("policy", "policies"),
        ("policie", "policies"),
        ('"port reopens"', "reopened"),
        ('"port reop"', "reopened"),
        ("title:nandues", "nandú"),
    ],
)
def test_a_word_finds_its_other_forms_also_while_it_is_typed(store: Store, query: str, found: str) -> None:
    follow(store, A)
    titles = ("the port reopened", "a bridge reopens", "newspapers", "newton", "police", "policies", "a ñandú")
    store.apply(update(A, *(entry(title.split()[-1].replace("ñ", "n"), title=title) for title in titles)), now=NOW)
    assert sorted(ids(store, query)) == sorted(found.split())


@pytest.mark.parametrize("word", ["⑴", "½", "ﬁnd", "m²", "ﷺ", "x" * 300, "ñandúes", "一二", "\ud800a"])
def test_any_word_can_be_looked_for(store: Store, word: str) -> None:
    follow(store, A)
    store.apply(update(A, entry("one", text=f"a {word} b")), now=NOW)
    assert store.count(Words(word), now=NOW) == store.count(Words(word, phrase=True), now=NOW) == 1


def test_more_words_than_answers_are_kept_find_what_has_them_all(store: Store) -> None:
    follow(store, A)
    words = [f"word{n}z" for n in range(12)]
    store.apply(update(A, entry("all", text=" ".join(words)), entry("some", text=" ".join(words[:11]))), now=NOW)
    assert ids(store, " ".join(words)) == ["all"]
    assert sorted(ids(store, " or ".join(f'"{word}"' for word in words))) == ["all", "some"]
    assert ids(store, f"{' '.join(f'-{word}' for word in words[11:])}") == ["some"]


def test_claims_are_found_until_those_of_the_new_words_are_there(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, entry("one", text="before")), now=NOW)
    words = "tolls will rise"
    store.save_article(
        key(store, "one"), article(words), [replace(claim(words, words), resolved="Ana")], claims_extractor="test 1"
    )
    store.apply(update(A, entry("one", text="after"), new=False, revised=True), now=NOW)
    for query in ("said:tolls", "source:ana", "kind:none", "after"):
        assert ids(store, query) == ["one"], query
    assert store.check().problems == ()
    store.save_article(key(store, "one"), article("after"), [], claims_extractor="test 1")
    assert [ids(store, query) for query in ("said:tolls", "source:ana", "kind:none")] == [[], [], []]
    assert store.check().problems == ()


def test_the_names_of_the_latest_items_are_told_the_commonest_first(store: Store) -> None:
    follow(store, A)
    brought = [replace(entry(guid, hours=n), authors=("Li Brandt",)) for n, guid in enumerate(("one", "two"))]
    store.apply(update(A, *brought), now=NOW)
    words = "tolls will rise and ferries stop"
    made = [
        replace(claim(some, words), resolved=name, chain=(name, "Northwire", "A"), cue_text="said")
        for some, name in (("tolls", "Zoe"), ("ferries", "Ana"), ("stop", "Zoe"))
    ]
    store.save_article(key(store, "one"), article(words), made, claims_extractor="test 1")
    found = store.recent_names()
    assert found == {
        "author": ("Li Brandt",), "lang": (), "source": ("Zoe", "Ana"), "via": ("Northwire",), "cue": ("said",)
    }  # fmt: skip


def test_a_phrase_is_not_found_across_two_claims(store: Store) -> None:
    follow(store, A)
    store.apply(update(A, entry("one")), now=NOW)
    words = "tolls will rise and ferries stop"
    claims = [claim("tolls will rise", words), claim("ferries stop", words)]
    store.save_article(key(store, "one"), article(words), claims, claims_extractor="test 1")
    assert ids(store, 'said:"rise ferries"') == []
    assert ids(store, 'said:"will rise"') == ["one"]


@pytest.mark.parametrize("sort", list(Sort))
def test_what_no_index_knows_can_be_sorted_too(small: Store, sort: Sort) -> None:
    tree = parse("link:a.example or /nothing/", today=date(2026, 11, 24))
    assert len(small.listing(tree, sort=sort, now=NOW).ids()) == len(GUIDS)


def test_a_name_of_somebody_who_came_while_the_library_was_open_is_near_too(store: Store) -> None:
    follow(store, A)
    assert ids(store, "author:~besent") == []
    store.apply(update(A, replace(entry("one"), authors=("Scott Bessent",))), now=NOW)
    assert ids(store, "author:~besent") == ids(store, "~bessant") == ["one"]
