"""First names, last names and places: what a capital alone does not tell, as data."""

from __future__ import annotations

SURNAMES = frozenset(
    """trump biden obama clinton bush reagan nixon carter kennedy putin medvedev zelensky zelenskyy netanyahu macron
    merkel scholz merz xi modi erdogan assad khamenei kim starmer sunak thatcher blair cameron johnson lula bolsonaro
    milei maduro castro trudeau carney orban meloni draghi sanchez tusk lukashenko navalny musk bezos zuckerberg
    gates buffett jobs snowden assange sanders cruz rubio mcconnell pelosi schumer harris pence vance""".split()
)
"""People so well known that they may be named by their last name alone."""

PLACES = frozenset(
    """alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana
    iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana
    nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont wisconsin wyoming chicago
    boston philadelphia cleveland houston dallas seattle denver detroit miami atlanta scotland wales ireland
    england sweden norway denmark finland iceland belgium netherlands austria switzerland portugal hungary
    romania bulgaria serbia croatia slovenia slovakia czechia estonia latvia lithuania belarus moldova georgia
    armenia azerbaijan kazakhstan lebanon jordan yemen oman kuwait bahrain afghanistan bangladesh nepal myanmar
    thailand vietnam cambodia laos malaysia singapore indonesia philippines argentina chile peru bolivia
    colombia venezuela ecuador nigeria kenya ethiopia ghana sudan somalia libya tunisia algeria morocco senegal
    zimbabwe zambia uganda rwanda amsterdam vienna madrid rome lisbon athens warsaw prague budapest stockholm
    oslo copenhagen helsinki dublin ottawa canberra delhi islamabad kabul baghdad damascus cairo doha hanoi
    manila jakarta caracas bogota havana russia china iran israel ukraine moscow kyiv kiev beijing tehran
    washington london paris berlin brussels ankara turkey syria iraq germany france britain japan tokyo india
    pakistan mexico cuba canada australia egypt riyadh jerusalem pyongyang seoul taiwan italy spain poland
    greece europe america qatar korea zealand africa arabia kingdom emirates lanka guinea salvador leone""".split()
)
"""States, countries and cities, which act as governments where they are sources."""

MALE = frozenset(
    """james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark
    donald steven steve paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan
    jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank
    patrick raymond jack dennis jerry tyler aaron jose adam nathan henry zachary douglas peter kyle noah ethan
    jeremy walter christian keith roger terry austin sean gerald carl harold dylan arthur lawrence jordan jesse
    bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne randy vincent mason roy ralph bobby
    russell bradley philip eugene bill bob jim tom mike dan ted marco jeb ben rand chris bernie tim jeff rick
    lindsey mitch newt rudy mitt barack vladimir lincoln martin harry hugo hugh ivan igor omar ahmed mohammed
    muhammad ali hassan luis carlos miguel pedro pablo jorge diego antonio francisco javier manuel rafael sergei
    dmitry boris anton emil oscar otto hans karl klaus stefan lars sven olaf erik nils pierre jean jacques
    marcel emmanuel giovanni luca paolo matteo reince corey sheldon xi fred glenn greg doug phil ron don ken
    leon louis max neil norman ray sam stan stuart todd tony victor warren wesley simon oliver colin graham
    nigel trevor malcolm gordon felix theo tobias ruben mateo hiro kenji volodymyr dmytro petro jon johan jan
    jens jonas jakob henrik fredrik magnus mikael mads morten rasmus soren anders bjorn leif gunnar goran zoran
    dragan milan marko luka nikola ivo tomas tomasz pavel petr jiri piotr pawel andrzej krzysztof wojciech janos
    istvan laszlo gabor zoltan ferenc andrei mihai ion radu vasile georgi dimitar yannis giorgos kostas nikos
    dimitris mehmet mustafa recep kemal hakan emre cem yusuf ibrahim ismail khalid abdul abdullah tariq bilal
    hamza samir karim rashid farid nasser jamal salman imran arjun raj rahul amit sanjay vikram ravi anil suresh
    narendra jun hiroshi takashi kazuo shinzo fumio yoshihide jin min-jun minh duc angus hamish callum rory
    declan ciaran liam conor niall seamus padraig cormac gareth rhys evan owen ian craig duncan fraser gavin
    stewart bruno henri luc rene alain yves thierry olivier laurent mathieu guillaume nicolas pascal didier
    fabien lorenzo alessandro federico stefano massimo roberto enrico silvio sergio fernando alfonso alonso
    felipe enrique joaquin andres ricardo eduardo leonard elon jared mats lukas finn axel ludvig oskar viktor
    arne knut ole einar kwame kofi femi chidi olu tunde sipho thabo juma rush barry curtis lloyd clyde earl
    floyd herman clarence ernest leroy marvin melvin glen duane wendell clifford alvin alfred frederick francis
    cecil maurice chester milton gilbert sidney rudolph""".split()
)
FEMALE = frozenset(
    """mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley
    kimberly emily donna michelle carol amanda melissa deborah stephanie dorothy rebecca sharon laura cynthia
    amy kathleen angela shirley brenda emma anna pamela nicole samantha katherine christine helen debra rachel
    carolyn janet maria catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly christina
    joan evelyn judith andrea hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann
    kathryn abigail sophia frances alice judy isabella julia grace amber denise danielle marilyn beverly
    charlotte natalie theresa diana brittany doris kayla alexis lori marie hillary chelsea carly ivanka melania
    nikki condoleezza kellyanne megyn hope loretta elena sonia dianne claire tammy kamala tulsi alexandria
    ursula nadia fatima aisha leila yasmin olga natasha svetlana irina oksana ingrid astrid freya greta elsa
    petra claudia monica veronica lucia carmen rosa ana ines beatriz sofia chiara giulia francesca camille chloe
    amelie kate katie jane jill sally wendy tracy tina tanya stacy rita peggy paula norma miriam mara lucy
    louise lily leah kristen joanna iris irene harriet hazel gail fiona eva erin ellen elaine edith daphne
    connie clara cecilia carla bridget beth anne annie anita alison agnes ada mei yuki keiko priya edda siri
    sigrid solveig kari liv elin elina maja maia ida linnea frida ebba annika britta birgit heidi gudrun helga
    inge anke ulrike sabine katrin katja anja tanja marta magdalena agnieszka katarzyna malgorzata ewa zofia
    hana lenka jana eszter ilona ioana mihaela desislava eleni katerina ayse fatma emine zeynep elif noor amina
    khadija mariam zainab hala rania samira yasmine anjali deepa sunita indira lakshmi meera kavita xiu yumi
    sakura naomi haruka akiko ji-eun linh huong morag ailsa catriona eilidh mhairi isla una siobhan aoife niamh
    ciara roisin maeve sinead orla grainne bronwyn carys cerys rhian agathe amandine audrey aurelie brigitte
    celine delphine elodie genevieve helene isabelle joelle laure manon marine nathalie odile sylvie virginie
    valerie alessia bianca elisabetta federica giorgia ilaria paola silvia valentina adriana alejandra camila
    consuelo dolores esperanza gabriela guadalupe isabel jimena juana marisol mercedes paloma pilar raquel rocio
    soledad xiomara lena lene pia zoe asha clare anya daria galina ludmila marina nadezhda polina tamara vera
    yelena yulia zhanna wanjiku ngozi chiamaka adaeze thandi lindiwe nomsa agatha beatrice imogen jemima nell
    phoebe poppy rosie tessa winifred melanie marcia tiffany crystal dawn stacey tara sherry gina vanessa sherri
    terri rosemary roberta geraldine lorraine edna thelma pauline bernice eileen josephine gladys vivian jeanne
    marion bonnie yvonne annette lillian marsha jeanette lynn glenda sylvia constance hilary georgia charlene
    joanne maureen kathy doreen mabel""".split()
)
"""First names, lower case, for pronouns; a name in neither list fits both."""
