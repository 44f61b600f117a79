"""Words that tell people, bodies, media and papers apart, as data for referents and kinds of source."""

from __future__ import annotations

TITLES = frozenset(
    """president vice prime minister chancellor king queen prince princess pope secretary senator sen rep
    representative congressman congresswoman governor gov mayor lieutenant lt general gen colonel col captain capt
    major maj sergeant sgt admiral adm commander justice judge chief attorney speaker leader chairman chairwoman chair
    chairperson director ambassador commissioner superintendent professor prof doctor dr mr mrs ms miss sir lord lady
    dame rev reverend father rabbi imam cardinal bishop archbishop detective officer sheriff deputy undersecretary
    premier delegate assemblyman councilman councilwoman councillor spokesman spokeswoman spokesperson ceo
    coach manager strategist pollster adviser advisor aide candidate nominee""".split()
)
"""Words, lower case without stop, that stand before a name as part of a role."""

COURTESY = frozenset(["mr", "mrs", "ms", "miss", "mx", "sir", "dame"])
"""Titles that say nothing of a role."""

ROLE_NOUNS = TITLES - COURTESY | frozenset(
    """spokesman spokeswoman spokesperson strategist adviser advisor aide pollster analyst professor scientist
    economist lawyer attorney reporter journalist editor columnist author writer historian host anchor moderator
    correspondent consultant operative activist organizer organiser founder executive president owner partner
    billionaire businessman businesswoman mogul nominee candidate front-runner frontrunner contender hopeful rival
    opponent senator governor lawmaker congressman congresswoman mayor ambassador diplomat expert researcher doctor
    surgeon neurosurgeon teacher student farmer voter resident veteran retiree minister secretary director chairman
    chairwoman chair head manager coach player actor actress singer comedian filmmaker fundraiser donor
    supporter critic ally friend colleague neighbor neighbour son daughter wife husband brother sister father mother
    widow commander general judge justice prosecutor investigator detective sheriff officer deputy member leader
    engineer physicist chemist biologist psychologist sociologist nurse driver pilot manager fellow scholar
    librarian pastor priest bishop rabbi imam agent inspector curator artist musician coordinator official
    mathematician chef baker grower fisherman fisher harbourmaster harbormaster warden ranger""".split()
)
"""Singular nouns of what a person is."""

INSIDERS = frozenset(
    """official source aide adviser advisor ally insider staffer assistant lawyer attorney strategist operative
    spokesman spokeswoman spokesperson witness person people diplomat investigator prosecutor agent officer executive
    lobbyist consultant organizer organiser colleague friend relative neighbor neighbour associate member leader
    lawmaker senator reporter editor journalist moderator delegate detective police_ employee worker confidant
    representative negotiator commander resident_ man woman guy objector juror nurse engineer""".split()
)
"""Nouns of individuals who speak without being named; their plural is still individuals, not a class of people."""

BODIES = frozenset(
    """campaign administration government committee commission board department agency court party company police
    group university college house congress senate kremlin union association organization organisation team pac bank
    ministry council office military army navy bureau panel parliament cabinet treasury pentagon firm corporation
    institute center centre foundation federation alliance coalition league society authority service force church
    school district city state county country nation legislature assembly tribunal regulator watchdog nonprofit charity
    startup industry club network_ justice_ guard embassy consulate vatican fbi cia nsa dnc rnc nato un eu opec gop
    union_ airline manufacturer retailer hospital museum laboratory lab operator utility side transition
    brigade inc corp llc ltd plc co trust fund exchange commissioners conference secretariat delegation
    prosecution defense harbour_ port railway""".split()
)
"""Nouns and acronyms of institutions."""

PLACES_AS_BODIES = frozenset(
    """russia china iran israel ukraine moscow kyiv kiev beijing tehran washington london paris berlin brussels ankara
    turkey syria iraq germany france britain japan tokyo india pakistan mexico cuba canada australia egypt
    riyadh jerusalem pyongyang seoul taiwan turkey italy spain poland greece europe america israel qatar""".split()
)
"""Countries and capitals that speak as governments."""

MEDIA = frozenset(
    """reuters cnn msnbc nbc abc cbs bbc npr pbs politico bloomberg breitbart buzzfeed vox axios huffpost c-span
    newsmax univision telemundo espn time newsweek forbes fortune vanity_fair slate salon vice gawker drudge
    afp ap upi tass xinhua guardian economist spiegel monde figaro nyt wsj gallup_ vogue esquire
    politifact factcheck telegraph mirror mail independent observer""".split()
)
"""Names of media, lower case."""

MEDIA_NOUNS = frozenset(
    """times post journal news herald tribune press gazette chronicle globe register examiner today magazine radio
    television tv daily newspaper paper outlet network channel broadcaster website site blog media wire courier
    inquirer observer_ dispatch sun star standard bulletin courant bee review weekly newswire newsroom
    podcast""".split()
)
"""Nouns that name a medium, alone or at the end of its name."""

PAPERS = frozenset(
    """draft report study poll survey memo statement letter law rule filing record book data figure headline article
    transcript email e-mail document video lawsuit result indictment affidavit complaint_ bill act_ constitution ad
    advertisement commercial analysis review_ audit census research paper_ press-release release post_ tweet story
    column editorial op-ed memoir autobiography dossier cable invoice receipt log spreadsheet tally estimate
    forecast projection index average tape footage recording photo image map chart statistic finding evidence
    documentation platform resolution treaty agreement order ruling opinion_ verdict decision_ message note card slate_
    survey_ exit-poll polling numbers page site_ notice sign slogan banner caption bulletin_""".split()
)
"""Nouns of documents and other things that are read, seen or counted."""

CLASSES = frozenset(
    """critics democrats republicans voters supporters americans conservatives liberals some many others most few
    people analysts experts observers opponents candidates donors activists advocates residents fans
    historians scientists economists scholars researchers commentators pundits reporters_ journalists politicians
    protesters protestors evangelicals millennials women men students workers residents immigrants latinos hispanics
    blacks whites christians muslims jews catholics progressives libertarians independents moderates skeptics
    crowd audience public everyone everybody anyone electorate base establishment majority
    minority half respondents participants attendees allies rivals those both several left right world
    generation community movement family masses""".split()
)
"""Plural or collective nouns of people who are no body."""

MALE = frozenset(
    """james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark
    donald steven steve paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob
    gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank patrick
    raymond jack dennis jerry tyler aaron jose adam nathan henry zachary douglas peter kyle noah ethan jeremy walter
    christian keith roger terry austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce
    gabriel joe logan alan juan albert willie elijah wayne randy vincent mason roy ralph bobby russell bradley philip
    eugene bill bob jim tom mike dan ted marco jeb ben rand chris bernie tim jeff rick lindsey mitch newt rudy mitt
    barack vladimir lincoln martin harry hugo hugh ivan igor omar ahmed mohammed muhammad ali hassan luis carlos miguel
    pedro pablo jorge diego antonio francisco javier manuel rafael sergei dmitry boris anton emil oscar otto hans
    karl klaus stefan lars sven olaf erik nils pierre jean jacques marcel emmanuel giovanni marco luca paolo
    matteo reince corey roger sheldon xi fred glenn greg doug phil ron don ken leon louis max neil norman pat_ ray
    sam stan stuart todd tony victor warren wesley simon oliver colin graham nigel trevor malcolm gordon felix
    theo tobias ruben mateo hiro kenji volodymyr dmytro petro""".split()
)
FEMALE = frozenset(
    """mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley
    kimberly emily donna michelle carol amanda melissa deborah stephanie dorothy rebecca sharon laura cynthia amy
    kathleen angela shirley brenda emma anna pamela nicole samantha katherine christine helen debra rachel carolyn
    janet maria catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn
    judith andrea hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia
    frances jean_ alice judy isabella julia grace amber denise danielle marilyn beverly charlotte natalie theresa diana
    brittany doris kayla alexis lori marie hillary chelsea carly ivanka melania sarah nikki condoleezza kellyanne
    megyn hope loretta elena sonia nancy_ dianne claire tammy kamala tulsi alexandria ursula angela theresa
    nadia fatima aisha leila yasmin olga natasha svetlana irina oksana ingrid astrid freya greta elsa petra claudia
    monica veronica lucia carmen rosa ana ines beatriz sofia chiara giulia francesca camille chloe amelie
    kate katie jane jill sally wendy tracy tina tanya stacy robin_ rita peggy paula norma miriam mara lucy
    louise lily leah kristen joanna iris irene harriet hazel gail fiona eva erin ellen elaine edith donna daphne
    connie clara cecilia carla bridget beth anne annie anita alison agnes ada mei yuki keiko priya""".split()
)
"""First names, lower case, for pronouns; a name in neither list fits both."""
