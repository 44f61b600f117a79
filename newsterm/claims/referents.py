"""Whom a source refers to: pronouns, roles, last names and "the sources" followed back to the fullest name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.claims.people import BODIES, COURTESY, FEMALE, INSIDERS, MALE, ROLE_NOUNS, TITLES
from newsterm.claims.phrases import head_word, singular
from newsterm.claims.subjects import noun_phrase_before

if TYPE_CHECKING:
    from newsterm.claims.document import Document
    from newsterm.claims.names import Cast, Mention
    from newsterm.model import Span

_SINGULAR = frozenset(["he", "she", "his", "her", "him", "himself", "herself"])
_PLURAL = frozenset(["they", "their", "them", "themselves", "both"])
_THINGS = frozenset(["it", "its", "itself"])
_SELF = frozenset(["i", "we", "you", "my", "our", "me", "us", "your"])
_RELATIVE = frozenset(["who", "which", "that", "whose", "whom"])


class Referent(Struct, frozen=True, kw_only=True):
    """What a source stands for."""

    text: str | None
    """The fullest name or description, as the article has it."""
    role: str | None = None
    person: bool = False
    """Whether it is a person whom the article names."""
    own_voice: bool = False
    """Whether it is the writer."""


class Speaker(Struct, frozen=True, kw_only=True):
    """A source that was resolved, for later ones that refer back to it."""

    word: int
    paragraph: int
    referent: Referent
    head: str
    """The noun of its phrase, in the singular."""
    plural: bool
    definite: bool
    female: bool | None


class Referents:
    """Resolves the sources of an article one after the other, in the order of the text."""

    def __init__(self, doc: Document, cast: Cast) -> None:
        self._doc = doc
        self._cast = cast
        self._speakers: list[Speaker] = []

    def resolve(self, source: tuple[Span, ...], paragraph: int) -> Referent:
        """The referent of a source, which is remembered for what comes after it."""
        if not source:
            return Referent(text=None)
        first, last = self._words(source[0])
        referent = self._resolve(first, last)
        head = head_word(self._doc, first, last)
        lower = self._doc.words.lower
        self._speakers.append(
            Speaker(
                word=first,
                paragraph=paragraph,
                referent=referent,
                head=singular(head),
                plural=_is_plural(head, lower[first:last]),
                definite=lower[first] in ("the", "those", "these"),
                female=self._gender(first, last),
            )
        )
        return referent

    def _words(self, span: Span) -> tuple[int, int]:
        first = self._doc.word_at(span.start)
        return first, max(first + 1, self._doc.word_at(span.end))

    def _resolve(self, first: int, last: int) -> Referent:
        word = self._doc.words.lower[first] if first < len(self._doc.words) else ""
        if last - first == 1:
            if word in _SELF:
                return Referent(
                    text=self._doc.text[self._doc.words.starts[first] : self._doc.words.ends[first]], own_voice=True
                )
            if word in _SINGULAR:
                return self._he(first, female=word in ("she", "her", "herself"))
            if word in _PLURAL:
                return self._they(first)
            if word in _THINGS:
                return self._it(first)
            if word in _RELATIVE:
                return self._who(first)
        named = self._named(first, last)
        if named is not None:
            return named
        return self._described(first, last)

    # -- names -------------------------------------------------------------------------------------------------
    def _named(self, first: int, last: int) -> Referent | None:
        """The person or body whose name is the head of the phrase."""
        inside = [m for m in self._cast.mentions if first <= m.first and m.last <= last]
        if not inside:
            return None
        lower, tags = self._doc.words.lower, self._doc.words.tags
        head = next((m for m in inside if m.person and _leads(tags, first, m)), None)
        if head is None:
            return None
        conjoined = any(tags[i] == "C" for i in range(head.last, last)) and len([m for m in inside if m.person]) > 1
        if conjoined and "," not in tags[first:last]:
            return Referent(text=self._text(first, last), person=True)
        if lower[head.last : head.last + 1] in (("'s",), ("'",)) and head.last < last - 1:
            return None
        if head.last < last and tags[head.last] in "NPG":
            return None
        return self._person(head)

    def _person(self, mention: Mention) -> Referent:
        """The fullest mention of a person, with the role."""
        group = self._cast.people.get(mention.key, (mention,))
        same = [m for m in group if m.given is None or mention.given is None or m.given == mention.given]
        if mention.given is None:
            given = next((m.given for m in reversed(same) if m.given and m.first <= mention.first), None) or next(
                (m.given for m in same if m.given), None
            )
            same = [m for m in same if m.given in (None, given)]
        best = max(same or [mention], key=lambda m: (m.given is not None, self._role_words(m), m.last - m.first))
        role = next((r for r in (self._role(m) for m in [best, *same]) if r), None)
        first = best.role_first if self._doc.words.lower[best.role_first] not in COURTESY else best.first
        return Referent(text=self._text(min(first, best.first), best.last), role=role, person=True)

    def _role_words(self, mention: Mention) -> int:
        lower = self._doc.words.lower
        return sum(
            1 for i in range(self._before(mention), mention.first) if lower[i] not in COURTESY and lower[i] != "."
        )

    def _before(self, mention: Mention) -> int:
        """The first word of the title or role before a name."""
        return mention.role_first

    def _role(self, mention: Mention) -> str | None:
        """The role said before a name or in an apposition after it."""
        doc = self._doc
        lower, tags = doc.words.lower, doc.words.tags
        first = mention.role_first
        while first < mention.first and (lower[first] in COURTESY or tags[first] in ".D"):
            first += 1
        if first < mention.first:
            last = mention.first
            while last > first and tags[last - 1] == "." and lower[last - 2] not in TITLES:
                last -= 1
            return self._text(first, last)
        at = mention.last
        if tags[at : at + 1] == "," and at + 1 < len(tags):
            return self._apposition(at + 1)
        return None

    def _apposition(self, at: int) -> str | None:
        tags, lower = self._doc.words.tags, self._doc.words.lower
        start = at + 1 if tags[at] == "D" else at
        end = start
        while end < len(tags) and end - start < 16 and tags[end] not in ',;:-."()RVX':
            end += 1
        head = next((i for i in range(start, end) if tags[i] in "IO"), end)
        if end == start or not any(lower[i] in ROLE_NOUNS for i in range(start, head)):
            return None
        return self._text(start, end)

    # -- pronouns ----------------------------------------------------------------------------------------------
    def _he(self, at: int, *, female: bool) -> Referent:
        """The person last spoken of whom the pronoun fits: speakers first, then subjects, then any name."""
        speaker = next(
            (
                s
                for s in reversed(self._speakers)
                if s.word < at
                and not s.plural
                and s.female in (None, female)
                and not s.referent.own_voice
                and (s.referent.person or s.head in INSIDERS or s.head in ROLE_NOUNS)
            ),
            None,
        )
        mention = self._last_person(at, female=female)
        if speaker is not None and (
            mention is None or mention.first <= speaker.word or self._same_scene(speaker, mention, at)
        ):
            return speaker.referent
        return self._person(mention) if mention is not None else Referent(text=None)

    def _same_scene(self, speaker: Speaker, mention: Mention, at: int) -> bool:
        """Whether the speaker stands nearer the subject of talk than a name mentioned after them in passing."""
        tags = self._doc.words.tags
        subject = mention.first == 0 or tags[mention.role_first - 1] in '.,"CUT' or tags[mention.role_first - 1] == "D"
        return not subject or at - speaker.word < 12

    def _last_person(self, at: int, *, female: bool) -> Mention | None:
        """The subject of the nearest sentence before that names a fitting person."""
        fitting = [m for m in self._cast.mentions if m.person and m.first < at and self._fits(m, female=female)]
        if not fitting:
            return None
        sentence = self._sentence_of(fitting[-1].first)
        return next(m for m in fitting if self._sentence_of(m.first) == sentence)

    def _sentence_of(self, word: int) -> int:
        low, high = 0, len(self._doc.sentences)
        while low < high:
            middle = (low + high) // 2
            if self._doc.sentences[middle].last <= word:
                low = middle + 1
            else:
                high = middle
        return low

    def _fits(self, mention: Mention, *, female: bool) -> bool:
        known = {m.female for m in self._cast.people.get(mention.key, ()) if m.female is not None}
        if mention.female is not None:
            return mention.female == female
        return not known or female in known

    def _gender(self, first: int, last: int) -> bool | None:
        word = self._doc.words.lower[first]
        if word in ("she", "her"):
            return True
        if word in ("he", "his", "him"):
            return False
        for m in self._cast.mentions:
            if first <= m.first < last and m.person:
                known = {x.female for x in self._cast.people.get(m.key, ()) if x.female is not None}
                return m.female if m.female is not None else known.pop() if len(known) == 1 else None
        return None

    def _they(self, at: int) -> Referent:
        found = next(
            (s for s in reversed(self._speakers) if s.word < at and (s.plural or singular(s.head) in BODIES)), None
        )
        return found.referent if found is not None else Referent(text=self._text(at, at + 1))

    def _it(self, at: int) -> Referent:
        found = next(
            (
                s
                for s in reversed(self._speakers)
                if s.word < at and not s.plural and not s.referent.person and not s.referent.own_voice
            ),
            None,
        )
        if found is not None:
            return found.referent
        mention = next((m for m in reversed(self._cast.mentions) if not m.person and m.first < at), None)
        return (
            Referent(text=self._text(mention.first, mention.last)) if mention else Referent(text=self._text(at, at + 1))
        )

    def _who(self, at: int) -> Referent:
        """The noun phrase that a relative pronoun follows."""
        tags = self._doc.words.tags
        end = at
        while end > 0 and tags[end - 1] in ",)(-":
            end -= 1
        phrase = noun_phrase_before(self._doc, max(0, at - 25), end) if end else None
        if phrase is None:
            return Referent(text=None)
        named = self._named(*phrase)
        return named if named is not None else self._described(*phrase)

    # -- descriptions ------------------------------------------------------------------------------------------
    def _described(self, first: int, last: int) -> Referent:
        """A description: "the sources", "the two officials", "the senator" lead back, others stand for themselves."""
        lower = self._doc.words.lower
        head = singular(head_word(self._doc, first, last))
        text = self._text(first, last)
        if lower[first] in ("the", "this", "these", "those", "both", "that"):
            back = self._same_head(first, head, lower[first:last])
            if back is not None:
                return back
            if head in ROLE_NOUNS and not _is_plural(head_word(self._doc, first, last), lower[first:last]):
                person = self._by_role(first, head)
                if person is not None:
                    return person
        return Referent(text=text, role=None)

    def _same_head(self, first: int, head: str, words: tuple[str, ...]) -> Referent | None:
        plural = _is_plural(head_word(self._doc, first, first + len(words)), words)
        for speaker in reversed(self._speakers):
            if speaker.word >= first or speaker.referent.own_voice:
                continue
            if speaker.head == head and speaker.plural == plural and speaker.referent.text:
                return speaker.referent
            if (
                head in _ANONYMOUS
                and speaker.head in _ANONYMOUS
                and not speaker.referent.person
                and plural == speaker.plural
            ):
                return speaker.referent
        return None

    def _by_role(self, at: int, head: str) -> Referent | None:
        """The person nearest before who has the role, said before or after the name."""
        for mention in reversed(self._cast.mentions):
            if mention.first >= at or not mention.person:
                continue
            role = self._role(mention)
            if role and head in role.lower().split():
                return self._person(mention)
        return None

    def _text(self, first: int, last: int) -> str:
        words = self._doc.words
        return self._doc.text[words.starts[first] : words.ends[last - 1]]


_ANONYMOUS = frozenset(
    ["source", "official", "person", "people", "aide", "insider", "adviser", "individual", "man", "woman"]
)


def _leads(tags: str, first: int, mention: Mention) -> bool:
    """Whether a name is the head of a phrase that begins at word `first`, not inside a prepositional phrase of it."""
    before = tags[first : mention.role_first]
    return (
        "I" not in before and "O" not in before and "Z" not in tags[first : mention.first]
    ) or mention.role_first <= first


def _is_plural(head: str, words: tuple[str, ...]) -> bool:
    if words and words[0] in _PLURAL | {"two", "three", "several", "many", "some", "few", "most", "those", "these"}:
        return True
    if "and" in words and head not in BODIES:
        return True
    return head in ("people", "men", "women", "police", "children") or (
        head.endswith("s") and not head.endswith("ss") and head not in MALE | FEMALE and singular(head) != head
    )
