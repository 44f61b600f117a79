"""Closed classes of English and irregular verbs: the words that show where clauses and noun phrases end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_CLASSES = {
    "D": """the a an his my our your their its this these those some any no every each all both many most several few
        another other such either neither much more fewer half""",
    "S": "he she they i we you it everyone everybody someone somebody anyone nobody none",
    "B": "him them me us himself herself themselves itself myself ourselves yourself her",
    "R": "who whom whose which what where how why whoever whatever",
    "T": "that",
    "C": "and or but nor yet",
    "U": """because if although while as since until unless whether though when before after than once whereas so
        lest""",
    "I": """in on at by for from with about into over against during through between among under without within
        toward towards across behind beyond despite upon amid near outside inside off throughout around via versus
        like past per along above below beneath beside besides except following regarding concerning including
        alongside aboard up down out""",
    "O": "of",
    "X": """is was are were be been being am has had have having do does did will would can could may might must shall
        should ain't isn't wasn't aren't weren't hasn't hadn't haven't doesn't didn't don't won't wouldn't can't
        couldn't cannot shouldn't mustn't needn't gonna""",
    "n": "not n't never",
    "A": """also now then still even just again too later only ever always often already soon once instead perhaps
        maybe here there thus hence meanwhile however moreover nevertheless nonetheless indeed further furthermore
        otherwise therefore rather quite very almost about_ back away together yesterday today tomorrow tonight
        sometimes seldom almost first""",
    "t": "to",
    "N": """early family friendly daily weekly monthly ally supply assembly rally july reply monopoly italy likely
         elderly""",
}
CLOSED: Mapping[str, str] = {word: tag for tag, words in _CLASSES.items() for word in words.split()}
"""Word -> class, see `newsterm.claims.text.words`."""

IRREGULAR: Mapping[str, tuple[str, ...]] = {
    "say": ("said",),
    "tell": ("told",),
    "write": ("wrote", "written"),
    "think": ("thought",),
    "feel": ("felt",),
    "know": ("knew", "known"),
    "see": ("saw", "seen"),
    "find": ("found",),
    "show": ("showed", "shown"),
    "read": ("read",),
    "go": ("went", "gone"),
    "speak": ("spoke", "spoken"),
    "shoot": ("shot",),
    "hit": ("hit",),
    "put": ("put",),
    "make": ("made",),
    "take": ("took", "taken"),
    "lay": ("laid",),
    "swear": ("swore", "sworn"),
    "seek": ("sought",),
    "choose": ("chose", "chosen"),
    "understand": ("understood",),
    "foresee": ("foresaw", "foreseen"),
    "mistake": ("mistook", "mistaken"),
    "forecast": ("forecast", "forecasted"),
    "teach": ("taught",),
    "spell": ("spelled", "spelt"),
    "learn": ("learned", "learnt"),
}
"""Past forms of the irregular reporting verbs."""

IRREGULAR_PAST = frozenset(
    """got gave came ran won lost led held kept left met paid set sent spent stood fell began became brought built
    bought broke drew drove rose wore grew threw flew fought caught sold struck shut cut let lay sat slept stole woke
    rode sang sank froze forgot forgave ate hid bore beat bit blew chose hung dealt heard meant cost gets goes comes
    gives runs wins loses leads holds keeps leaves meets pays sends stands falls begins becomes brings builds
    says_ makes takes puts lets remains includes requires means needs helps allows""".split()
)
"""Other verb forms that are not told by their ending."""
