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
    billionaire businessman businesswoman mogul nominee candidate front-runner frontrunner contender hopeful
    rival opponent senator governor lawmaker congressman congresswoman mayor ambassador diplomat expert
    researcher doctor surgeon neurosurgeon teacher student farmer voter resident veteran retiree minister
    secretary director chairman chairwoman chair head manager coach player actor actress singer comedian
    filmmaker fundraiser donor supporter critic ally friend colleague neighbor neighbour son daughter wife
    husband brother sister father mother widow commander general judge justice prosecutor investigator detective
    sheriff officer deputy member leader engineer physicist chemist biologist psychologist sociologist nurse
    driver pilot fellow scholar librarian pastor priest bishop rabbi imam agent inspector curator artist
    musician coordinator official mathematician chef baker grower fisherman fisher harbourmaster harbormaster
    warden ranger barrister solicitor counsel superior composer pianist conductor playwright poet designer
    architect photographer midfielder defender goalkeeper geologist astronomer deckhand sailor skipper
    shopkeeper carpenter plumber electrician mechanic joiner cleaner cook waiter waitress barman clerk cashier
    bookkeeper accountant auditor treasurer trustee landlord tenant commuter passenger tourist visitor shopper
    customer patient pupil parent pensioner teenager midwife paramedic firefighter vet dentist pharmacist
    surveyor planner archaeologist sculptor painter dancer violinist sprinter swimmer boxer cyclist referee
    captain striker citizen taxpayer consumer reader viewer listener soldier marine cop policeman victim
    prisoner inmate refugee migrant settler villager demonstrator marcher rioter militant rebel fighter hacker
    trader investor broker buyer seller homeowner renter employer employee graduate pundit commentator blogger
    niece nephew spectator bystander onlooker eyewitness motorist pedestrian hiker islander farmworker miner
    docker trucker carer""".split()
)
"""Singular nouns of what a person is."""

INSIDERS = frozenset(
    """official source aide adviser advisor ally insider staffer assistant lawyer attorney strategist operative
    spokesman spokeswoman spokesperson witness person people diplomat investigator prosecutor agent officer executive
    lobbyist consultant organizer organiser colleague friend relative neighbor neighbour associate member leader
    lawmaker senator reporter editor journalist moderator delegate detective employee worker confidant
    representative negotiator commander man woman guy objector juror nurse engineer""".split()
)
"""Nouns of individuals who speak without being named; their plural is still individuals, not a class of people."""

BODIES = frozenset(
    """camp campaign administration government committee commission board department agency court party company police
    group university college house congress senate kremlin union association organization organisation team pac
    bank ministry council office military army navy bureau panel parliament cabinet treasury pentagon firm
    corporation institute center centre foundation federation alliance coalition league society authority
    service force church school district city state county country nation legislature assembly tribunal
    regulator watchdog nonprofit charity startup industry club guard embassy consulate vatican fbi cia nsa dnc
    rnc nato un eu opec gop airline manufacturer retailer hospital museum laboratory lab operator utility side
    transition brigade inc corp llc ltd plc co trust fund exchange commissioners conference secretariat
    delegation prosecution defense port railway line lines airlines airways mobility foods motors systems
    solutions technologies pharma pharmaceuticals energy electric oil gas mining steel holdings partners capital
    ventures industries insurance mutual financial securities software labs studios pictures entertainment dairy
    logistics transport shipping telecom wireless enterprises stores brands insurer lender supplier automaker
    carmaker drugmaker chipmaker brewer carrier platform zoo coastguard theatre theater orchestra choir festival
    clinic parish synod diocese monastery regiment fleet squadron judiciary registry inspectorate directorate
    ombudsman chamber lobby think-tank start-up chain store supermarket restaurant brewery hotel conglomerate
    business bureaucracy leadership cartel militia junta regime opposition cooperative co-operative collective
    consortium syndicate faction caucus municipality borough republic kingdom presidency monarchy palace jury
    partnership archdiocese cathedral mosque temple synagogue ensemble troupe shipyard refinery dealership
    pharmacy taskforce garrison battalion chancellery politburo commissariat""".split()
)
"""Nouns and acronyms of institutions."""

MEDIA = frozenset(
    """reuters cnn msnbc nbc abc cbs bbc npr pbs politico bloomberg breitbart buzzfeed vox axios huffpost c-span
    newsmax univision telemundo espn time newsweek forbes fortune slate salon vice gawker drudge
    afp ap upi tass xinhua guardian economist spiegel monde figaro nyt wsj vogue esquire
    politifact factcheck telegraph mirror mail independent observer""".split()
)
"""Names of media, lower case."""

MEDIA_NOUNS = frozenset(
    """times post journal news herald tribune press gazette chronicle globe register examiner today magazine radio
    television tv daily newspaper paper outlet network channel broadcaster website site blog media wire courier
    inquirer dispatch sun star standard bulletin courant bee review weekly newswire newsroom
    podcast""".split()
)
"""Nouns that name a medium, alone or at the end of its name."""

PAPERS = frozenset(
    """draft report study poll survey memo statement letter law rule filing record book data figure headline article
    transcript email e-mail document video lawsuit result indictment affidavit bill constitution
    ad advertisement commercial analysis audit census research press-release release tweet
    story column editorial op-ed memoir autobiography dossier cable invoice receipt log spreadsheet tally
    estimate forecast projection index average tape footage recording photo image map chart statistic finding
    evidence documentation platform resolution treaty agreement order ruling verdict message
    note card exit-poll polling numbers page notice sign slogan banner caption list ranking
    interview correspondence data message dispatch blog diary autopsy manifesto brief petition testimony
    """.split()
)
"""Nouns of documents and other things that are read, seen or counted."""

CLASSES = frozenset(
    """critics democrats republicans voters supporters americans conservatives liberals some many others most few
    people analysts experts observers opponents candidates donors activists advocates residents fans
    historians scientists economists scholars researchers commentators pundits journalists politicians
    protesters protestors evangelicals millennials women men students workers residents immigrants latinos hispanics
    blacks whites christians muslims jews catholics progressives libertarians independents moderates skeptics
    crowd audience public everyone everybody anyone electorate base establishment majority
    minority half respondents participants attendees allies rivals those both several left right world
    generation community movement family masses""".split()
)
"""Plural or collective nouns of people who are no body."""

EPITHETS = frozenset(
    """candidate nominee contender hopeful front-runner frontrunner challenger incumbent senator governor congressman
    congresswoman lawmaker mayor president chancellor premier minister secretary politician democrat republican
    liberal conservative socialist libertarian progressive independent billionaire millionaire businessman
    businesswoman mogul tycoon magnate developer entrepreneur neurosurgeon surgeon veteran leader native
    chairman chairwoman ceo rival opponent star celebrity actor actress singer comedian filmmaker provocateur
    firebrand maverick outsider newcomer septuagenarian octogenarian grandmother grandfather man woman statesman
    diplomat general admiral ex-president ex-governor ex-senator lady heir heiress prince princess king queen
    pope pontiff monarch author novelist legend champion coach striker captain winner loser runner-up namesake
    composer musician painter sculptor artist pianist violinist conductor playwright poet designer architect
    photographer chef farmer fisherman midfielder defender goalkeeper winger sprinter swimmer boxer golfer
    cyclist driver skipper pensioner teenager youngster economist historian scientist physicist philosopher
    engineer astronaut researcher professor director writer dancer soprano tenor rapper bassist drummer
    guitarist producer presenter inventor explorer mountaineer climber sailor pilot biologist chemist astronomer
    mathematician geologist sociologist psychologist activist campaigner banker detective commander defendant
    accused suspect plaintiff fugitive hero survivor hostage athlete runner wrestler gymnast jockey referee""".split()
)
"""Nouns, in the singular, that newspapers call somebody again by whom they have named."""

FEMALE_NOUNS = {
    **dict.fromkeys(
        """woman businesswoman congresswoman chairwoman spokeswoman councilwoman actress heiress princess queen lady
        mother grandmother wife daughter sister widow girl aunt saleswoman""".split(),
        True,
    ),
    **dict.fromkeys(
        """man businessman congressman spokesman councilman prince king father grandfather husband son brother widower
        boy uncle guy pope pontiff""".split(),
        False,
    ),
}
"""Nouns that tell women (True) from men (False)."""

ALIKE = tuple(
    frozenset(row.split())
    for row in """
    senator sen lawmaker
    representative rep congressman congresswoman lawmaker
    governor gov
    president commander-in-chief
    candidate nominee contender hopeful front-runner frontrunner
    adviser advisor aide strategist
    spokesman spokeswoman spokesperson
    secretary sec
    general gen
    lieutenant lt
    attorney lawyer
    professor prof
    doctor dr
    chairman chairwoman chair
    """.strip().splitlines()
)
"""Nouns, and their abbreviations, that one and the same person can be called by."""

KIN = frozenset(
    """son daughter wife husband brother sister father mother widow widower parent child grandson granddaughter cousin
    uncle aunt fiance fiancee spouse girlfriend boyfriend relative mom dad niece nephew""".split()
)
"""Nouns of family."""

COMPANY_NOUNS = frozenset(
    """company firm group insurer lender bank retailer supplier contractor automaker carmaker drugmaker chipmaker maker
    brewer carrier operator manufacturer platform airline startup start-up business corporation conglomerate chain
    developer publisher utility exchange owner organisation organization charity producer builder shipyard
    distributor store supermarket restaurant brewery hotel hospital school university college museum zoo theatre theater
    orchestra club team federation association union""".split()
)
"""Nouns by which firms and other bodies are called again, or introduced before their name."""

OFFICES = frozenset(
    """president chancellor premier minister secretary mayor king queen prince princess pope pontiff monarch admiral
    general chairman chairwoman ceo captain coach ambassador commissioner director chief judge justice
    commander""".split()
)
"""Offices of which there is one at a time: who is called by one has it."""
