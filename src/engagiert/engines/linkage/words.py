"""What the words of German organisations' names are good for: which tell two of them apart, which do not.

Word lists are data: adding a word needs no change elsewhere. All entries are folded (``engines.text.folding``)
and stand as the stem that ``stem`` gives.
"""

import re
from functools import lru_cache
from typing import Final


def _list(text: str) -> frozenset[str]:
    return frozenset(text.split())


# kinds of a word
CONTENT: Final = "content"
PLACE: Final = "place"
HOME: Final = "home"
UNIT: Final = "unit"
SPORT: Final = "sport"
LEVEL: Final = "level"
OFFICE: Final = "office"
GENERIC: Final = "generic"
NUMBER: Final = "number"
YEAR: Final = "year"
SUPPORT: Final = "support"
CARRIER: Final = "carrier"

FILLERS: Final = _list(
    "der die das des dem den ein eine einer eines und oder u in im am an auf aus bei beim mit ohne von vom zu zur zum "
    "fuer f durch ueber the of and for gegr gegruendet seit e v ev"
)

# Second parts of compounds at which a word is split, so that "Sport-Verein" and "Sportverein" are one.
TAILS: Final = tuple(
    sorted(
        _list(
            "gemeinschaft gesellschaft feuerwehr initiative bruderschaft genossenschaft verein verband vereinigung "
            "stiftung zentrum gemeinde gruppe schule kirche kapelle garten station club klub bund werk haus heim kreis "
            "dienst hilfe chor treff stelle buero laden zug wehr staette gilde werkstatt park siedlung museum theater "
            "projekt forum netz kreuz mission rat"
        ),
        key=lambda tail: (-len(tail), tail),
    )
)
_WHOLE: Final = _list("rathaus krankenhaus umkreis")

# A body that helps another one is never that other one.
_SUPPORTERS: Final = re.compile(
    r"(?:foerder|freundes|freunde|traeger|unterstuetzer|unterstuetzungs)"
    r"(?:verein|kreis|gemeinschaft|gesellschaft|gruppe|bund|stiftung)"
)
_SUPPORT_PHRASES: Final = (
    ("verein", "freund"),
    ("verein", "foerderer"),
    ("verein", "foerderung"),
    ("verein", "ehemalig"),
    ("gesellschaft", "foerderung"),
    ("gesellschaft", "freund"),
    ("stiftung", "foerderung"),
    ("freund", "foerderer"),
)
_SUPPORT_WORDS: Final = _list("foerderer foerderclub alumni ehemaligenverein elternverein elternrat")

_LEVEL_HEADS: Final = _list("verband verein gruppe vereinigung stelle gemeinschaft bund")
LEVEL_FIRST: Final = _list(
    "bundes landes kreis orts stadt bezirks regional unterbezirks gau gebiets dioezesan stadtteil dekanats "
    "stamm kommunal sub"
)
_LEVELS: Final = _list("bundesverband landesverband kreisverband ortsverein hauptverein stadtverband stamm")

_OFFICES: Final = _list(
    "geschaeftsstelle geschaeft zentrale verwaltung hauptverwaltung sekretariat buero kontakt kontaktstelle "
    "hauptstelle sitz hauptsitz"
)

_UNITS: Final = _list(
    "kindertagesstaette kita kinderkrippe krippe hort kindergarten kindertages tagesstaette tages haus heim pflegeheim "
    "seniorenheim altenheim altenzentrum pflegezentrum seniorenzentrum seniorenresidenz schule grundschule gymnasium "
    "realschule hauptschule gesamtschule foerderschule stadtteilschule berufskolleg wohnheim wohnhaus wohnanlage "
    "wohngruppe wohngruppen wohnung wohnungen unterkunft wohnunterkunft treff treffpunkt jugendtreff seniorentreff "
    "begegnungsstaette sozialstation tagespflege pflegedienst hospiz hospizdienst beratungsstelle beratung "
    "klinik krankenhaus "
    "werkstatt werkstaetten laden kleiderkammer kleiderladen cafe abteilung abt sparte fachbereich "
    "bereich referat jugendabteilung jugend senioren frauengruppe maennergruppe seniorengruppe jugendgruppe "
    "jugendfeuerwehr loeschzug loeschgruppe projekt programm team standort aussenstelle filiale zweigstelle "
    "niederlassung gruppe station zentrum familienzentrum jugendzentrum stadtteilzentrum buergerhaus "
    "nachbarschaftshilfe nachbarschaftstreff servicewohnen service residenz dorf hof stuetzpunkt "
    "patenschaft paten familienpaten "
    "lotsen mentoren besuchsdienst fahrdienst mittagstisch eltern kinder "
    "maedchentreff spielplatz spielhaus bauspielplatz quartier quartierstreff stadtbuecherei buecherei"
)

_SPORTS: Final = _list(
    "handball fussball volleyball basketball tennis tischtennis turnen leichtathletik schwimmen badminton judo karate "
    "hockey eishockey rugby reiten radsport radfahren rudern kanu segeln tanzen tanzsport schach boxen ringen fechten "
    "gymnastik herzsport rehasport wandern ski skisport kegeln bowling dart billard triathlon tauchen klettern "
    "aikido taekwondo jujutsu floorball faustball prellball cheerleading baseball football schiessen "
    "bogenschiessen tanz inline skaten yoga"
)

_GENERICS: Final = _list(
    "verein gesellschaft stiftung initiative arbeitsgemeinschaft arbeitskreis verband bund club klub "
    "interessengemeinschaft interessengemeinschaften vereinigung gemeinschaft buergerinitiative selbsthilfe "
    "selbsthilfegruppe "
    "organisation einrichtung traeger kirche gemeinde kirchengemeinde pfarrgemeinde pfarrei evangelisch katholisch "
    "lutherisch deutsch international national gemeinnuetzig freiwillig feuerwehr sport turn spiel musik gesang chor "
    "kinder jugend frauen maenner senioren familie familien menschen hilfe arbeit sozial kultur heimat schuetzen "
    "bruderschaft garten kleingarten natur umwelt tier tierschutz foerderung bildung netz netzwerk forum dienst werk "
    "buergerschuetzen karneval karnevals spielmanns zug lokal aktiv aktion ambulant oeffentlich staedtisch "
    "landfrauen wander angel reit fahr rad"
)

PLACES: Final = _list(
    "nord sued ost west mitte nordost nordwest suedost suedwest ober unter nieder alt neu gross klein innenstadt "
    "altstadt neustadt zentral norden sueden osten westen"
)
# Wide areas that a club may name or leave out.
WIDE: Final = _list("deutschland nrw nordrhein westfalen bundesrepublik brd")

# Carriers with many legally independent units and many sites under one name.
CARRIERS: Final = _list(
    "arbeiterwohlfahrt caritas caritasverband diakonie diakonisch johanniter malteser samariter rotes kreuz "
    "lebenshilfe kolping kolpingwerk kolpingsfamilie kinderschutz naturschutz vdk sozialverband bethel "
    "pfadfinder heilsarmee lions rotary greenpeace amnesty"
)
# Words by which a name says that it is a carrier's, not a house's or a programme's.
CARRIER_FORMS: Final = _list("stiftung werk verband verein gesellschaft bund dienst kirche kirch gemeinde")

_ENDINGS: Final = ("ischen", "ische", "ern", "ers", "er", "en", "es", "em", "e", "n", "s")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Word without its ending of case and number; words of up to five letters stay."""
    if len(word) <= 5 or not word.isascii() or word[-1].isdigit():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(words) | frozenset(stem(word) for word in words)


_KINDS: Final = {
    **dict.fromkeys(_stems(CARRIERS), CARRIER),
    **dict.fromkeys(_stems(_UNITS), UNIT),
    **dict.fromkeys(_stems(_SPORTS), SPORT),
    **dict.fromkeys(_stems(_GENERICS), GENERIC),
    **dict.fromkeys(_stems(_OFFICES), OFFICE),
    **dict.fromkeys(_stems(_LEVELS | {first + head for first in LEVEL_FIRST for head in _LEVEL_HEADS}), LEVEL),
    **dict.fromkeys(PLACES, PLACE),
    **dict.fromkeys(WIDE, HOME),
    **dict.fromkeys(_stems(_SUPPORT_WORDS), SUPPORT),
}
_ROMAN: Final = _list("i ii iii iv v vi vii viii ix x xi xii")


@lru_cache(maxsize=200_000)
def kind_of(word: str) -> str:
    """The kind of a stemmed word by itself; what it means beside others is said in ``parsing``."""
    if word.isdecimal():
        return YEAR if len(word) == 4 and "1000" <= word <= "2199" else NUMBER
    if word in _ROMAN or (len(word) == 1 and word.isascii()) or (word[0].isdecimal() and len(word) <= 4):
        return NUMBER
    return _KINDS.get(word, CONTENT)


@lru_cache(maxsize=200_000)
def split_compound(word: str) -> tuple[str, ...]:
    """ "sportverein" as ("sport", "verein"); words without a known second part stay whole."""
    if len(word) < 7 or word in _WHOLE:
        return (word,)
    for tail in TAILS:
        if word.endswith(tail) and len(word) - len(tail) >= 3:
            return (word[: -len(tail)], tail)
    return (word,)


def is_level(first: str, head: str) -> bool:
    """ "landes" + "verband" and the like: the rung of a body in its federation."""
    return first in LEVEL_FIRST and head in _LEVEL_HEADS


def names_supporters(words: tuple[str, ...]) -> bool:
    """Do the words, in their order, speak of a body that supports another one?"""
    if any(_SUPPORTERS.match(first + second) for first, second in zip(words, (*words[1:], ""), strict=False)):
        return True
    stems = tuple(stem(word) for word in words)
    if any(word in _SUPPORT_WORDS for word in words):
        return True
    return any(
        first in stems[:3] and second in stems[stems.index(first) + 1 : stems.index(first) + 4]
        for first, second in _SUPPORT_PHRASES
    )
