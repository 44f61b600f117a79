"""What verbs, nouns, adjectives and phrases of attribution do: assert, deny, ask, plan, believe or decline, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.claims.text.lexicon import NOUNS, VERBS, inflect
from newsterm.model import Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Verbs whose act differs from that in the lexicon of reporting verbs or that are no reporting verbs by themselves.
_VERBS = {
    Act.ASSERTS: """
        offer require ban bar prohibit forbid permit allow oblige mandate prescribe sign convince persuade assure
        appear seem sound tend endorse name nominate appoint recognize recognise identify rate judge mistake
        pronounce hail cheer boo celebrate criticize sue question mention release issue publish list title include
        share present raise deliver address clarify demonstrate prove illustrate depict paint frame cast pitch
        promote trumpet extol herald bill savage eviscerate trash rubbish insult belittle lecture reprimand scorn
        needle jeer heckle harangue fulminate bark exclaim utter murmur boom gloat grouse confide vouch protest
        recite parrot recapitulate reassure foretell surmise calculate peg contrast link tie float broadcast air
        vent record cover feature profile diagnose coin nickname rescind accept concede parse joke cry roar vote
        file negotiate assess retort stand exhort admonish lash slight smear slur clash spar quarrel debate discuss
        brief vilify malign lionize lionise downplay challenge adopt reason explain teach misstate look act behave
        pose introduce nod wave pontificate equate ascribe signify denote hold discover detect uncover expose trace
        tally measure count
    """,
    Act.DENIES: """
        deny dispute rebut refute contradict reject dismiss disavow disown debunk repudiate rebuff disagree renounce
        discredit discount disclaim gainsay negate nix overrule quash pooh-pooh
    """,
    Act.ASKS: """
        ask inquire wonder request query quiz grill interrogate plead implore beg solicit beseech entreat
    """,
    Act.PLANS: """
        plan vow pledge promise threaten intend aim seek propose urge encourage order recommend advocate decide opt
        demand instruct direct authorize authorise prepare strive mull weigh petition choose commit lobby advise
        counsel push press swear undertake resolve volunteer schedule pursue attempt spearhead target vie scramble
        brace guarantee ensure champion bid elect angle gear ponder
    """,
    Act.BELIEVES: """
        believe think feel hope fear worry expect doubt suspect know want wish consider view see regard deem favor
        favour prefer oppose support back understand realize realise remember imagine assume figure guess reckon
        learn anticipate like love hate dislike admire respect trust embrace welcome resent perceive interpret
        appreciate enjoy tolerate relish dread lean contemplate notice agonize agonise envision foresee presume need
        mean care crave cherish revere idolize idolise loathe despise detest abhor mourn regret rue yearn long
        hanker revile approve disapprove balk bristle object sympathize sympathise empathize empathise fret sour
        covet agree resist surprise shock stun anger outrage rattle scare startle alarm unsettle infuriate irritate
        offend delight thrill mystify baffle puzzle confuse intrigue disappoint frustrate exasperate horrify
        conceive pride associate side forget overlook value deserve grapple struggle watch perplex ascertain picture
        visualize visualise esteem treasure mistrust distrust envy pity
    """,
    Act.DECLINES: """
        decline refuse refrain avoid sidestep dodge duck deflect ignore evade skirt eschew withhold demur abstain
        stonewall
    """,
}

_ADJECTIVES = {
    Act.BELIEVES: """
        confident hopeful optimistic pessimistic skeptical sceptical concerned worried afraid fearful nervous wary
        convinced certain sure unsure uncertain aware unaware proud glad happy unhappy pleased surprised stunned
        upset angry furious excited enthusiastic eager reluctant willing unwilling interested grateful thankful
        sorry impressed encouraged dismayed frustrated inclined disinclined tired supportive appalled comfortable
        uncomfortable impatient mindful fond opposed leery keen hungry jealous envious sick satisfied dissatisfied
        enamored enamoured sympathetic hostile bullish bearish ambivalent conflicted torn undecided desperate
        anxious ashamed embarrassed amazed astonished cynical curious amused content smug resentful bitter
        suspicious apprehensive upbeat downbeat sanguine receptive open popular unpopular beloved loyal
    """,
    Act.ASSERTS: """
        critical dismissive outspoken vocal adamant emphatic blunt clear unclear explicit frank candid upfront
        complimentary effusive scathing apologetic insistent
    """,
    Act.PLANS: """ready prepared determined committed set poised intent bent""",
    Act.DECLINES: """silent mum quiet noncommittal tight-lipped""",
}

_NOUNS = {
    Act.ASSERTS: """
        speech story attack swipe shot jab dig praise critique rant tirade broadside slur insult smear tribute
        endorsement account testimony rhetoric tweet letter memo article editorial column interview press-release
        word message case point discussion debate conversation rumor rumour chatter assurance reminder boast joke
        clarification notice verdict ruling sign evidence indication hint
    """,
    Act.ASKS: """question request plea query inquiry""",
    Act.PLANS: """
        plan pledge promise vow threat proposal call intention push bid commitment recommendation advocacy appeal
        advice goal aim strategy effort agenda vision order demand resolve decision priority
    """,
    Act.BELIEVES: """
        belief view opinion hope fear concern worry doubt suspicion expectation conviction faith confidence feeling
        sentiment skepticism scepticism assumption understanding reluctance disdain contempt love hatred dislike
        preference enthusiasm frustration anger disappointment optimism pessimism anxiety dissatisfaction distaste
        admiration respect affection support opposition desire willingness eagerness willing interest disapproval
        approval favor favour sense mind passion zeal hostility ambivalence misgiving qualm relief regret craving
        fascination irritation annoyance outrage dismay shock surprise pride satisfaction resentment sympathy
        gratitude favorite favourite supporter backer opponent proponent fan believer skeptic perception attitude
        notion thinking mood impression stance outlook position backing loathing consensus agreement fondness
        loyalty unease angst discomfort delight
    """,
    Act.DENIES: """denial rejection repudiation dismissal rebuttal disavowal""",
    Act.DECLINES: """refusal silence""",
}

# Words in the order of the phrase, verbs in their base form; a few others may stand between them.
_PHRASES = {
    Act.DENIES: """
        take_issue push_back_on push_back_against push_back shrug_off brush_off brush_aside laugh_off rule_out
        shoot_down knock_down distance_from walk_back wave_off cast_aside
    """,
    Act.ASKS: """raise_question have_question pose_question want_know demand_know look_answer press_about""",
    Act.PLANS: """
        call_for call_on call_upon agree_to offer_to be_considering set_out look_to mean_to appeal_to sign_on
        will_vote would_vote go_to_court move_to have_plan set_sight work_to try_convince try_persuade
    """,
    Act.BELIEVES: """
        would_like look_forward have_idea look_for count_on agree_with side_with make_up_mind have_doubt have_hope
        have_faith think_of think_about warm_to object_to vote_for vote_against look_at have_mind show_sign_of
        have_opinion have_interest be_known_for feel_like in_favor in_favour get_sense identify_as hold_out_hope
    """,
    Act.DECLINES: """
        no_comment stop_short turn_down hold_off steer_clear shy_away back_away sit_out leave_unclear
    """,
    Act.ASSERTS: """
        make_case make_light go_on_say point_out point_to refer_to allude_to see_fit make_clear make_no_secret
        play_down talk_about speak_about speak_out lash_out hit_back fire_back shoot_back weigh_in sum_up lay_out
        spell_out rail_against fight_back look_like know_as weigh_on press_case cast_doubt call_into_question
        back_up press_attack
    """,
}

LIGHT = frozenset(
    """express voice make give offer issue have show raise put deliver launch take hold share send cast reiterate repeat
    withdraw announce reveal enjoy face draw earn win lend throw keep maintain display convey register echo pour
    demonstrate state mount lodge roll advance float unveil outline reaffirm indicate signal get press pose find
    bear air vent stir hide""".split()
)
"""Verbs that leave it to their noun what is done: "voiced hope", "made a promise"."""

RAISING = frozenset(
    """seem appear continue go begin start try manage come use happen tend proceed help keep have be do get rush step
    turn return spend dare will would could should might must""".split()
)
"""Verbs that leave it to the next verb what is done: "went on to deny", "seems to think"."""

SPEECH = frozenset(
    """say give comment respond answer reply mention address discuss explain disclose return confirm reveal specify
    elaborate name identify provide offer endorse acknowledge apologize apologise cite commit release weigh
    speculate speak reference detail clarify""".split()
)
"""Verbs whose negation reports a silence: "did not say"."""

_IRREGULAR = {
    "take": "took taken",
    "want": "wanna",
    "make": "made",
    "give": "gave given",
    "have": "has had 've",
    "go": "goes went gone",
    "get": "got gotten",
    "hold": "held",
    "cast": "cast",
    "send": "sent",
    "throw": "threw thrown",
    "draw": "drew drawn",
    "win": "won",
    "keep": "kept",
    "bear": "bore borne",
    "lend": "lent",
    "find": "found",
    "begin": "began begun",
    "come": "came",
    "be": "is was are were been being am 's 're 'm",
    "mean": "meant",
    "set": "set",
    "lay": "laid",
    "withhold": "withheld",
    "forget": "forgot forgotten",
    "forbid": "forbade forbidden",
    "turn": "turned",
    "speak": "spoke spoken",
    "fight": "fought",
    "stand": "stood",
    "overlook": "overlooked",
    "will": "'ll",
    "would": "'d",
    "hide": "hid hidden",
    "do": "does did done",
    "sit": "sat",
    "leave": "left",
}


def _table(words: Mapping[Act, str]) -> Mapping[str, Act]:
    return {word: act for act, row in words.items() for word in row.split()}


VERB_ACTS: Mapping[str, Act] = {**{verb.lemma: verb.act for verb in VERBS.values()}, **_table(_VERBS)}
"""Base form -> act."""

ADJECTIVE_ACTS = _table(_ADJECTIVES)
"""Adjective -> act."""


def _plurals(table: Mapping[str, Act]) -> Mapping[str, Act]:
    return {**{(w[:-1] + "ies" if w.endswith("y") else w + "s"): act for w, act in table.items()}, **table}


NOUN_ACTS = {**NOUNS, **_plurals(_table(_NOUNS))}
"""Noun, singular or plural -> act."""


def _forms() -> Mapping[str, str]:
    regular: Iterable[str] = {*VERB_ACTS, *LIGHT, *RAISING, *SPEECH, *(word for p, _ in PHRASES for word in p)}
    found = {form: lemma for lemma in sorted(regular) for form, _ in inflect(lemma)}
    found |= {form: lemma for lemma, forms in _IRREGULAR.items() for form in forms.split()}
    return {**found, **{lemma: lemma for lemma in regular}, "being": "be", "considering": "considering"}


PHRASES: tuple[tuple[tuple[str, ...], Act], ...] = tuple(
    sorted(
        ((tuple(phrase.split("_")), act) for act, row in _PHRASES.items() for phrase in row.split()),
        key=lambda pair: -len(pair[0]),
    )
)
"""Phrases, longest first, with their act."""

BASE_FORMS = _forms()
"""Every form of every verb here -> its base form."""
