"""The words that attribute: reporting verbs, attitudes, plans, nouns and adjectives with their act, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.claims.text.function_words import CLOSED, IRREGULAR, IRREGULAR_PAST
from newsterm.model import Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Verbs by act. A letter after the slash says what may follow or surround them:
#   s  a statement: a clause, a quotation, "X," he said
#   o  an object: what the attitude or the speech act is about
#   t  an infinitive
#   h  a hearer before the statement: told reporters that
# A word after a plus sign is a particle or preposition that must follow.
_VERBS = {
    Act.ASSERTS: """
        say/s state/s add/s write/s tell/sh note/s report/s announce/so explain/so argue/s claim/s tweet/s retweet/s
        acknowledge/so admit/s concede/s insist/s maintain/s contend/s assert/s declare/s conclude/s observe/s
        remark/s comment/s reply/s respond/s answer/s continue/q recall/s recount/so reveal/s disclose/so confirm/s
        suggest/s imply/s indicate/s signal/s hint/s show/s find/s testify/s reiterate/so repeat/q stress/s
        emphasize/so emphasise/so underscore/o highlight/o mention/o quip/s joke/s boast/s brag/s lament/s bemoan/so
        complain/s warn/sh caution/sh remind/sh assure/sh inform/sh notify/sh predict/s forecast/s project/s
        estimate/s allege/s charge/q accuse/o describe/o portray/o characterize/o characterise/o call/o label/o
        dub/o brand/o liken/o compare/o praise/o laud/o hail/o applaud/o commend/o thank/o congratulate/o
        credit/o tout/o champion/o celebrate/o defend/o criticize/o criticise/o slam/o blast/o attack/o
        denounce/o condemn/o decry/o deride/o mock/o ridicule/o rebuke/o chide/o assail/o lambast/o lambaste/o
        blame/o bash/o knock/o scold/o berate/o chastise/o castigate/o excoriate/o rip/o skewer/o pan/o taunt/o
        downplay/o attribute/o cite/o quote/o reference/o invoke/o mull/o discuss/o detail/o outline/o unveil/o
        articulate/o echo/o post/q email/s e-mail/s text/s shout/s yell/s chant/s scream/s whisper/s mutter/q
        interject/q proclaim/s pronounce/s opine/s muse/s speculate/s theorize/s marvel/s gush/q elaborate/q
        blog/s publish/o document/o voice/o express/o apologize/+for apologise/+for confess/s stipulate/s posit/s
        read/q go/+on_to_say point/+out point/+to refer/+to allude/+to talk/+about speak/+about speak/+of
        lash/+out_at lash/+out rail/+against weigh/+in_on touch/+on boast/+of complain/+about complain/+of
        joke/+about brag/+about hint/+at warn/+of warn/+about warn/+against speak/+out_against shoot/+back
        fire/+back hit/+back push/+back take/+aim_at take/+issue_with sound/+off lay/+out sum/+up put/+it
        make/+clear make/+it_clear make/+the_case testify/+about write/+about comment/+on focus/+on
        go/+after single/+out spell/+out distance/+himself_from distance/+herself_from distance/+themselves_from
        elaborate/+on dwell/+on harp/+on ruminate/+on reflect/+on riff/+on write/+of tell/+of report/+on tweet/+about
        sneer/s snap/q scoff/s grumble/s counter/s retort/s rejoin/q chime/+in demur/q quote/o summarize/o
        rule/s determine/s certify/s affirm/s reaffirm/so attest/s profess/so swear/s argue/+for argue/+against
        advise/sh counsel/o recommend/so teach/s
    """,
    Act.DENIES: """
        deny/s dispute/o rebut/o refute/o contradict/o reject/o dismiss/o disavow/o disown/o debunk/o
        repudiate/o rebuff/o shrug/+off brush/+off brush/+aside push/+back_on push/+back_against laugh/+off
        disagree/+with deny/+that
    """,
    Act.ASKS: """
        ask/sh question/o inquire/s wonder/s request/o ask/+for ask/+about query/o plead/+with
        implore/o beg/o press/o challenge/o invite/o demand/so
    """,
    Act.PLANS: """
        plan/t vow/st pledge/st promise/st threaten/t intend/t aim/t seek/to propose/so offer/to endorse/o back/o
        support/o urge/o encourage/o order/o recommend/so advocate/o nominate/o decide/st opt/t
        propose/t agree/st call/+for call/+on call/+upon push/+for plan/+for plan/+on lobby/+for
        commit/+to swear/t petition/o sue/o appeal/+to vote/+for vote/+against vote/+to sign/+on_to
        mull/o instruct/o direct/o rally/+behind side/+with advocate/+for campaign/+for campaign/+against
        threaten/o agree/+to agree/+with hope/t choose/t authorize/o authorise/o nominate/o name/o prepare/t
        strive/t
    """,
    Act.BELIEVES: """
        believe/s think/s feel/s hope/s fear/so worry/s expect/st doubt/so suspect/s know/s want/to wish/s
        consider/o view/o see/s regard/o deem/o favor/o favour/o prefer/ot oppose/o understand/s realize/s
        realise/s recognize/s recognise/s remember/s imagine/s assume/s figure/s guess/s reckon/s learn/s
        anticipate/s like/o love/o hate/o dislike/o admire/o respect/o trust/o embrace/o welcome/o resent/o
        believe/+in think/+of think/+about worry/+about hope/+for long/+for care/+about feel/+about
        approve/+of disapprove/+of balk/+at object/+to bristle/+at look/+at look/+for watch/q
        seem/r appear/r sound/r tend/r perceive/o interpret/o mistake/o appreciate/o enjoy/o
        tolerate/o relish/o dread/o lean/+toward favor/+by judge/s contemplate/o notice/s
        rate/o identify/+as agonize/+over warm/+to cheer/o boo/o envision/o foresee/o presume/s
    """,
    Act.DECLINES: """
        decline/t refuse/t refrain/+from decline/o avoid/o sidestep/o dodge/o duck/o deflect/o ignore/o
        respond/+to
    """,
}

# "X is ADJECTIVE ..." reports a state of mind.
_ADJECTIVES = {
    Act.BELIEVES: """
        confident hopeful optimistic pessimistic skeptical sceptical concerned worried afraid fearful nervous wary
        convinced certain sure unsure aware unaware proud glad happy unhappy pleased disappointed surprised shocked
        stunned upset angry angered furious excited enthusiastic eager reluctant willing unwilling interested
        grateful thankful sorry impressed encouraged dismayed alarmed frustrated inclined tired outraged
        critical supportive dismissive appalled comfortable uncomfortable impatient mindful fond
    """,
    Act.PLANS: """ready prepared determined committed set poised""",
}

# Nouns of saying, believing and planning; "his criticism of the bill", "a report that ...", "their hope to ...".
_NOUNS = {
    Act.ASSERTS: """
        criticism claim assertion statement allegation accusation remark comment contention suggestion warning
        argument insistence admission acknowledgment announcement declaration prediction description attack
        critique praise complaint message testimony speculation revelation disclosure mention denunciation
        explanation estimate forecast finding defense characterization condemnation endorsement charge
    """,
    Act.DENIES: """denial rejection repudiation dismissal""",
    Act.ASKS: """question request plea query""",
    Act.PLANS: """
        plan pledge promise vow threat proposal call offer decision intention desire push bid support
        opposition commitment recommendation advocacy refusal willingness eagerness appeal
    """,
    Act.BELIEVES: """
        belief view opinion hope fear concern worry doubt suspicion expectation conviction faith confidence
        feeling sentiment skepticism assumption understanding reluctance disdain contempt love hatred dislike
        preference enthusiasm frustration anger disappointment optimism anxiety dissatisfaction
        distaste admiration respect affection position stance
    """,
}


class Verb(Struct, frozen=True):
    """A reporting verb in one of its forms."""

    lemma: str
    form: str
    """base, s, past or ing; the participle counts as past."""
    act: Act
    frames: frozenset[str]
    """Letters of the table above, `q` for a quotation only, `r` for raising verbs (seems to)."""
    particles: tuple[tuple[tuple[str, ...], Act], ...]
    """What may follow as part of the cue, longest first, each with its act."""


def inflect(lemma: str) -> Iterable[tuple[str, str]]:
    """The forms of a verb, each with its name: base, s, ing, past."""
    yield lemma, "base"
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        yield lemma + "es", "s"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        yield lemma[:-1] + "ies", "s"
    else:
        yield lemma + "s", "s"
    doubled = lemma + lemma[-1] if lemma in _DOUBLING else lemma
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) else doubled
    yield stem + "ing", "ing"
    if lemma in IRREGULAR:
        for form in IRREGULAR[lemma]:
            yield form, "past"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        yield lemma[:-1] + "ied", "past"
    else:
        yield (lemma + "d" if lemma.endswith("e") else stem + "ed"), "past"


_DOUBLING = frozenset(
    "quip brag commit slam pan rip plan dub bet admit permit refer chat opt beg knit scan hit put stop defer "
    "prefer shrug omit regret compel abhor demur submit rebut hug pin spot snap skip drop grab jab bar rap tap tip "
    "star stir".split()
)


def _verbs() -> Mapping[str, Verb]:
    acts: dict[str, Act] = {}
    frames: dict[str, set[str]] = {}
    particles: dict[str, list[tuple[tuple[str, ...], Act]]] = {}
    for act, table in _VERBS.items():
        for item in table.split():
            lemma, _, frame = item.partition("/")
            frames.setdefault(lemma, set())
            if frame.startswith("+"):
                particles.setdefault(lemma, []).append((tuple(frame[1:].split("_")), act))
            else:
                acts.setdefault(lemma, act)
                frames[lemma].update(frame)
    found: dict[str, Verb] = {}
    for lemma, frame_set in frames.items():
        tails = tuple(sorted(particles.get(lemma, ()), key=lambda p: -len(p[0])))
        act = acts.get(lemma) or tails[0][1]
        for form, kind in inflect(lemma):
            found.setdefault(form, Verb(lemma=lemma, form=kind, act=act, frames=frozenset(frame_set), particles=tails))
    return found


def _by_word(table: Mapping[Act, str]) -> Mapping[str, Act]:
    return {word: act for act, words in table.items() for word in words.split()}


def _plurals(table: Mapping[str, Act]) -> Mapping[str, Act]:
    plural = {(w[:-1] + "ies" if w.endswith("y") else w + "s"): act for w, act in table.items()}
    return {**plural, **table}


VERBS = _verbs()
"""Every form of every reporting verb."""

ADJECTIVES = _by_word(_ADJECTIVES)
NOUNS = _plurals(_by_word(_NOUNS))

EVIDENTIALS = frozenset(["reportedly", "allegedly", "purportedly", "supposedly", "apparently", "seemingly"])
"""Adverbs that attribute without naming a source."""


def is_verb_form(low: str) -> bool:
    """Whether a lower-case word is a form of a reporting verb."""
    return low in VERBS


__all__ = ["ADJECTIVES", "CLOSED", "EVIDENTIALS", "IRREGULAR_PAST", "NOUNS", "VERBS", "Verb", "inflect", "is_verb_form"]
