"""Words by which lists name fields of engagement, target groups, aids, languages and kinds of organisation.

Entries are separated by commas and folded (see ``engines.text.folding``). A plain entry is found anywhere, so
that "sport" finds "Breitensport"; "=thw" only as a whole word, "^dorf" at the beginning of a word (not in
"Düsseldorf"), "chor$" at its end, "<stadt" at the beginning of the whole text.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# the 14 fields of the German Volunteer Survey (wording of 2009)
FIELDS_OF_ENGAGEMENT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sports": """golf, judo, ^karate, ^box, boxverein, rudern, ^ruder, kanu, ^segel, segelclub,
            schach, =ski, skiclub, wandern, leichtathletik, gymnastik, radfahr, =dlrg,
            =tus, =tsv, =tv, =sv, =sc, =fc, =spvg, =spvgg, =vfl, =vfb, =djk, =ttc,
            schuetzen, billard, dart, =yoga, hockey, eislauf, kampfkunst, klettern, sport,
            turnverein, turnen, fussball, handball, volleyball, basketball, tennis,
            schwimm, ^reit, reitverein, ^tauch, kegelsport, ^bewegung, ballett""",
        "culture": """kultur, musik, theater, kunst, museum, heimat, geschicht, literatur,
            orchester, gesang, brauchtum, karneval, fasching, museen, denkmal, kino, film,
            spielmannszug, fanfaren, buehne, atelier, maler, galerie, historisch, archiv,
            mundart, trachten, bibliothek, buecherei, buecherhallen, tradition, folklore,
            konzert, ^chor, chor$, =mgv, blaskapelle, musikkapelle, ^tanz, tanz$""",
        "leisure": """freizeit, gesellig, kleingarten, kleingaertner, hobby, gartenbau, stricken,
            handarbeit, maschenrunde, briefmarken, modellbau, modellflug, kegelclub,
            stammtisch, imker, hundesport, hundeverein, schaeferhund, zuechter, zucht,
            camping, pfadfinder, oldtimer, fotografie, fotoclub, fischerei, gefluegel,
            tauben, landfrauen, ^garten, schrebergarten, gartenfreunde, angelverein,
            angelsport, ^angler, ^spiele, spieletreff, kaninchen, =freizeit""",
        "social": """sozial, wohlfahrt, caritas, diakonie, =awo, nachbarschaft, senioren, hospiz,
            fluechtling, migration, migranten, integration, obdachlos, wohnungslos,
            behindert, inklusion, familien, frauenhaus, frauenhilfe, frauenforum,
            frauenberatung, beratungsstelle, lebenshilfe, kinderschutz, betreuung,
            besuchsdienst, patenschaft, armut, hilfswerk, humanitaer, entwicklungshilfe,
            =vdk, =sovd, paritaet, kolping, tauschring, telefonseelsorge, kleiderkammer,
            asyl, jugendhilfe, buergerstiftung, mittagstisch, =tafel, tafel$,
            unterstuetzung, alleinerziehend""",
        "health": """gesundheit, selbsthilfe, kranken, krebs, diabet, rheuma, aids, demenz,
            alzheimer, blutspende, kneipp, herzsport, parkinson, sklerose, schlaganfall,
            psychisch, klinik, patienten, kreuzbund, guttempler, anonyme alkoholiker,
            hoergeschaedigt, schwerhoerig, blinden, ^sucht, suchthilfe, ^pflege,
            krankenpflege, altenpflege""",
        "education_school": """schule$, kindergarten, kindertagesst, elternverein, elterninitiative,
            elternbeirat, hausaufgaben, lesepaten, lesementor, schuelerhilfe,
            schuelercoaching, nachhilfe, spielgruppe, =kita, ^kita, ^schul, schulen$,
            schulverein, grundschul""",
        "youth_adult_education": """jugend, bildung, volkshochschule, =vhs, erwachsenenbildung, ausbildung,
            mentor, ferienfreizeit, jugendzentrum, sprachkurs, leseleo, studien,
            landjugend, pfadfinder, akademie, weiterbildung, kinder und jugend,
            familienbildung""",
        "environment": """umwelt, natur, tierschutz, klima, =nabu, energie, nachhaltig, tierheim,
            tierhilfe, tierstation, artenschutz, biotop, repair, reparatur, fahrrad club,
            =adfc, bienen, tierpark, streuobst, solidarische landwirtschaft, unverpackt,
            ^wald, vogelschutz, vogelkund, =tiere, ^tiere, =bund naturschutz, bund fuer
            umwelt""",
        "politics": """politi, partei, demokratie, frieden, menschenrecht, amnesty, europa union,
            jugendrat, gleichstellung, antirassis, =cdu, =spd, =fdp, =afd, die gruenen,
            die linke, buendnis gegen, wahlvereinigung, weltladen, eine welt, fairtrade""",
        "work_interests": """gewerkschaft, berufsverband, =innung, ^innung, handwerkerverein,
            unternehmerverband, mieterverein, =haus grund, haus und grund, gewerbeverein,
            werbegemeinschaft, bauernverband, kreishandwerkerschaft, berufliche
            interessen, ^wirtschaft, landwirtschaftlich""",
        "church": """religion, pfarr, evangelisch, katholisch, moschee, islam, synagoge, juedisch,
            =kfd, =cvjm, messdiener, glaube, freikirch, bibel, seelsorge, ditib, buddhis,
            alevi, konfession, ^kirche, kirche$, ^kirch, kirchengemeinde, =cami,
            =christen, ^christlich, =dom, ^mission, bahnhofsmission, seemannsmission,
            telefonseelsorge""",
        "rescue": """feuerwehr, rettung, =thw, technisches hilfswerk, =drk, rotes kreuz, roten
            kreuz, =asb, arbeiter samariter, johanniter, malteser, =dlrg, wasserwacht,
            bergwacht, katastrophenschutz, sanitaet, unfall, erste hilfe,
            notfallseelsorge, lebensrettung, =ff""",
        "justice": """justiz, kriminal, straffaellig, weisser ring, opferhilfe, schiedsamt,
            schoeffen, bewaehrung, resozialis, gefangen, haftentlass""",
        "local": """buergerverein, stadtteil, quartier, lokales, buergerinitiative,
            ortsverschoenerung, heimatverein, buergertreff, stadtmarketing,
            verkehrsverein, buergerbus, freiwilligenagentur, ehrenamt, buergerengagement,
            engagement, interessengemeinschaft, siedlergemeinschaft, buergerhaus,
            nachbarschaftshaus, ^dorf""",
    }
)

TARGET_GROUPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "children": "kind, kita, grundschul, schueler, =children, =kids",
        "youth": "jugend, teenager, junge menschen, heranwachsende, schueler, azubi, =youth",
        "families": "famili, eltern, alleinerziehend, muetter, vaeter, =families",
        "women": "frau, maedchen, muetter, =women, =girls",
        "men": "maenner, vaeter, =men, =boys, =jungen",
        "seniors": "senior, aelter, alte menschen, hochbetagt, rentner, =elderly",
        "newcomers": """fluechtling, gefluechtet, migrant, migration, zugewandert, neuzugewandert,
            asyl, auslaend, zuwander, einwander, =refugees, =migrants""",
        "disabled": "behinder, handicap, beeintraechtig, blind, gehoerlos, rollstuhl, inklusi, =disabled",
        "ill_carers": "krank, pflegend, angehoerig, pflegebeduerft, demenz, patient, sterbend, trauernd",
        "homeless": "obdachlos, wohnungslos, =homeless",
        "everyone": """=alle, alle menschen, jedermann, alle interessierten, allgemein, offen fuer
            alle, =everyone, =jeder""",
        "animals": "=tier, =hunde, =katzen, =animals, =tiere, ^tiere",
    }
)

ACCESSIBILITY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "step_free": """rollstuhlgerecht, barrierefrei, stufenlos, stufenfrei, ebenerdig, rampe,
            schwellenlos, =ja, =yes, =true, ohne stufen, rollstuhlgeeignet,
            rollstuhlzugang, ^wheelchair""",
        "wheelchair_wc": """rollstuhl wc, behinderten wc, behindertentoilette, rollstuhltoilette,
            barrierefreies wc, barrierefreie toilette, behindertengerechtes wc,
            behindertengerechte toilette""",
        "hearing_loop": "induktionsschleife, induktive hoeranlage, hoerschleife, hoeranlage, ringschleife",
        "lift": "aufzug, fahrstuhl, lift$",
        "parking": "parkplatz, parkplaetze, stellplatz, stellplaetze",
        "sign_language": "gebaerden, =dgs",
        "plain_language": "leichte sprache, leichter sprache, einfache sprache, einfacher sprache",
    }
)

_LANGUAGE_WORDS = """
de:deutsch|german en:englisch|english tr:tuerkisch|turkish ar:arabisch|arabic ru:russisch|russian
uk:ukrainisch|ukrainian pl:polnisch|polish fr:franzoesisch|french es:spanisch|spanish
it:italienisch|italian fa:persisch|farsi|dari ku:kurdisch|kurmandschi|sorani ro:rumaenisch|romanian
bg:bulgarisch|bulgarian hr:kroatisch sr:serbisch bs:bosnisch sq:albanisch el:griechisch|greek
pt:portugiesisch|portuguese nl:niederlaendisch|hollaendisch|dutch da:daenisch sv:schwedisch
no:norwegisch fi:finnisch cs:tschechisch sk:slowakisch sl:slowenisch hu:ungarisch lt:litauisch
lv:lettisch et:estnisch mk:mazedonisch vi:vietnamesisch zh:chinesisch|mandarin ja:japanisch
ko:koreanisch hi:hindi ur:urdu pa:pandschabi|punjabi ta:tamil|tamilisch bn:bengalisch
ps:paschtu|paschto|pashto ti:tigrinya|tigrinja am:amharisch so:somali|somalisch sw:suaheli|swahili
he:hebraeisch|iwrit ka:georgisch hy:armenisch az:aserbaidschanisch kk:kasachisch uz:usbekisch
th:thailaendisch|thai id:indonesisch ms:malaiisch tl:tagalog ne:nepalesisch mn:mongolisch
be:belarussisch|weissrussisch la:latein lb:luxemburgisch is:islaendisch ga:irisch ca:katalanisch
eu:baskisch ha:haussa yo:yoruba ig:igbo wo:wolof mt:maltesisch si:singhalesisch yi:jiddisch
"""
# folded German or English name -> ISO 639-1
LANGUAGES: Final[Mapping[str, str]] = MappingProxyType(
    {name: pair.partition(":")[0] for pair in _LANGUAGE_WORDS.split() for name in pair.partition(":")[2].split("|")}
)

# kind of organisation and its words; the first kind that fits wins, so the special stands before the general
TYPES: Final[tuple[tuple[str, str], ...]] = (
    ("verein", "foerderverein, foerderkreis, freundeskreis"),
    ("mehrgenerationenhaus", "mehrgenerationenhaus, =mgh"),
    ("muetterzentrum", "muetterzentrum"),
    (
        "selbsthilfekontaktstelle",
        """selbsthilfekontaktstelle, selbsthilfe kontaktstelle, selbsthilfebuero,
            kontaktstelle fuer selbsthilfe, informationsstelle fuer selbsthilfe""",
    ),
    ("seniorenbuero", "seniorenbuero, senioren buero"),
    (
        "freiwilligenagentur",
        """freiwilligenagentur, freiwilligenzentrum, freiwilligen zentrum,
            freiwilligenboerse, ehrenamtsagentur, freiwilligennetzwerk, ehrenamtsboerse,
            zeitspender agentur""",
    ),
    ("stabsstelle", "stabsstelle, stabstelle, ehrenamtsbuero, koordinierungsstelle ehrenamt"),
    (
        "soziokulturelles_zentrum",
        """soziokulturelles zentrum, kulturzentrum, kommunikationszentrum, kulturhaus""",
    ),
    ("buergerstiftung", "buergerstiftung"),
    ("familienzentrum", "familienzentrum"),
    ("feuerwehr_rettung", "feuerwehr, rettungsdienst, =thw, technisches hilfswerk, =dlrg, wasserwacht"),
    (
        "wohlfahrtsverband",
        """caritas, diakoni, =awo, arbeiterwohlfahrt, =drk, deutsches rotes kreuz,
            paritaetisch, malteser, johanniter, =asb, arbeiter samariter, sozialverband,
            =vdk, wohlfahrtsverband, zentralwohlfahrtsstelle""",
    ),
    (
        "kirchengemeinde",
        """kirchengemeinde, kirchgemeinde, pfarrgemeinde, pfarrei, gemeinde st, pfarramt,
            moscheegemeinde""",
    ),
    ("kita", "=kita, kindergarten, kindertagesst, kinderkrippe"),
    (
        "pflegeheim",
        """pflegeheim, seniorenheim, altenheim, seniorenzentrum, altenzentrum,
            seniorenresidenz, pflegezentrum""",
    ),
    ("bibliothek", "bibliothek, buecherei, buecherhallen"),
    ("museum", "museum"),
    ("schule", "schule$, =schulen, gymnasium$, berufskolleg, kolleg$"),
    (
        "migrantenorganisation",
        """migrantenorganisation, migrantenverein, tuerkisch, kurdisch, griechisch,
            islamisch, alevitisch, interkulturell, afrikanisch, ditib, russisch, syrisch,
            polnisch, migranten""",
    ),
    (
        "buergertreff",
        """buergertreff, nachbarschaftstreff, begegnungsst, buergerhaus, stadtteiltreff,
            nachbarschaftshaus, stadtteilzentrum""",
    ),
    ("stiftung", "stiftung"),
    (
        "behoerde",
        """<stadt, <gemeinde, <kreis, stadtverwaltung, gemeindeverwaltung,
            kreisverwaltung, jugendamt, sozialamt, sportamt, kulturamt, ordnungsamt,
            gesundheitsamt, jobcenter, landratsamt, =behoerde, =kommune""",
    ),
    ("initiative", "initiative, arbeitskreis, buendnis, netzwerk, selbsthilfegruppe, runder tisch"),
    ("unternehmen", "=gmbh, =ag, =kg, =ohg, =mbh, =gbr, =ug, unternehmen, firma"),
    (
        "verein",
        """verein, verband, club, klub, =tus, =tsv, =sv, =tv, =sc, =fc, =vfl, =vfb, =djk,
            bund$, gemeinschaft, gesellschaft$""",
    ),
)

SECTORS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "administration": """verwaltung, kommun, behoerde, oeffentlich, =stadt, =kreis, =gemeinde,
            =administration""",
        "business": "wirtschaft, unternehmen, firma, gewerb, =business, privatwirtschaft",
        "civil_society": """zivilgesellschaft, verein, gemeinnuetz, ehrenamt, buergerschaft, dritter
            sektor, kirche""",
    }
)
SECTOR_OF_TYPE: Final[Mapping[str, str]] = MappingProxyType(
    {"behoerde": "administration", "stabsstelle": "administration", "unternehmen": "business"}
)
