"""The fields a column can be mapped to, and the words by which columns announce them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from engagiert.engines.text.folding import fold

# field -> kind of value; the order is the one in which a form offers them
FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name": "text",
        "aliases": "texts",
        "type": "type",
        "sector": "sector",
        "category": "text",
        "fields": "codes",
        "description": "long_text",
        "services": "long_text",
        "service_names": "texts",
        "service_area": "text",
        "target_groups": "codes",
        "languages": "codes",
        "accessibility": "codes",
        "opening_hours": "long_text",
        "address": "address",
        "street": "street",
        "house_number": "text",
        "postcode": "postcode",
        "town": "town",
        "postcode_town": "postcode_town",
        "district": "text",
        "latitude": "coordinate",
        "longitude": "coordinate",
        "phone": "phone",
        "mobile": "phone",
        "mail": "mail",
        "website": "website",
        "contact_name": "text",
        "contact_first_name": "text",
        "contact_role": "text",
        "contact_phone": "phone",
        "contact_mail": "mail",
        "private": "text",
        "founded": "year",
        "members": "number",
        "budget": "number",
        "staff_fte": "number",
        "funding": "long_text",
        "listed_by": "text",
        "external_id": "text",
        "offer_id": "text",
        "publish": "yes_no",
        "status": "text",
        "ended": "text",
        "note": "long_text",
        "created": "date",
        "updated": "date",
        "confirmed": "date",
        "record": "record",
        "ignore": "none",
    }
)

# fields that several columns may fill together
SHARED: Final = frozenset(
    {
        "aliases",
        "category",
        "services",
        "target_groups",
        "languages",
        "accessibility",
        "phone",
        "mobile",
        "mail",
        "note",
        "funding",
        "contact_first_name",
        "contact_phone",
        "contact_mail",
        "private",
        "publish",
        "status",
        "ended",
        "ignore",
    }
)

_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name": """verein | vereinsname | vereine | name des vereins | name der einrichtung | einrichtung
            | einrichtungsname | name | organisation | organisationsname | name der organisation
            | institution | träger | trägername | initiative | name der initiative | gruppe
            | gruppenname | bezeichnung | titel | firma | unternehmen | organization
            | organisation name | association | club | facility | vereinsbezeichnung | name verein
            | verein name | verein organisation | verein / organisation | verein/gruppe | verband
            | akteur | anbieter | properties/name | title | label | einrichtung/träger
            | name des trägers | vollständiger name""",
        "aliases": """kurzname | kurzbezeichnung | abkürzung | kürzel | alias | auch bekannt als
            | früherer name | alternativer name | short name | weitere namen | namenszusatz | name2
            | name 2 | zusatz zum namen""",
        "type": """typ | art | organisationsform | rechtsform | einrichtungsart | art der einrichtung
            | type | vereinsart | organisationstyp | einrichtungstyp""",
        "sector": "sektor | sector",
        "category": """kategorie | kategorien | sparte | sparten | bereich | thema | themen | themenfeld
            | themenbereich | rubrik | category | engagementbereich | engagementfeld
            | tätigkeitsfeld | tätigkeitsbereich | schwerpunkt | schwerpunkte | sportart
            | sportarten | fachbereich | handlungsfeld | themengebiet | branche | interessengebiet
            | abteilungen | tags | schlagworte | stichworte""",
        "description": """
            beschreibung | kurzbeschreibung | description | text | profil | über uns | vorstellung
            | kurzprofil | information | informationen | info | ziele | ziel und zweck
            | vereinszweck | zweck | aufgaben | selbstdarstellung | beschreibungstext""",
        "services": """
            angebot | angebote | leistungen | leistung | services | was wir bieten | aktivitäten
            | dienste | dienstleistungen | programm""",
        "target_groups": """zielgruppe | zielgruppen | target group | target groups | für wen | adressaten
            | altersgruppe""",
        "languages": "sprache | sprachen | languages | language | sprachkenntnisse | fremdsprachen",
        "accessibility": """
            barrierefrei | barrierefreiheit | rollstuhlgerecht | zugänglichkeit | accessibility
            | barrierefreier zugang | wheelchair""",
        "opening_hours": """
            öffnungszeiten | öffnungszeit | treffzeiten | treffen | sprechzeiten | sprechstunde
            | bürozeiten | opening hours | zeiten | trainingszeiten | probenzeiten | termine
            | geöffnet | treffpunkt zeit | proben | uhrzeit""",
        "address": """anschrift | adresse | address | postanschrift | vereinsanschrift | besucheradresse
            | standort | kontaktadresse | vereinsadresse | adresszeile | postadresse
            | anschrift des vereins | full address""",
        "street": """straße | strasse | str | straße hausnummer | straße und hausnummer | straße nr
            | straße hnr | str hausnr | street | strasse nr | straße u hausnr | straße hausnr
            | str nr | str hnr | straßenname | straße u nr | straße und nr | straße / hausnummer
            | strasse hausnummer | addr street""",
        "house_number": """
            hausnummer | hausnr | hnr | nr hausnummer | house number | housenumber | haus nr | hs nr
            | addr housenumber""",
        "postcode": """
            plz | postleitzahl | zip | postcode | postal code | zipcode | zip code | addr postcode""",
        "town": """ort | stadt | gemeinde | wohnort | town | city | kommune | municipality | place | sitz
            | ortsname | vereinssitz | addr city""",
        "postcode_town": """
            plz ort | plz und ort | plz stadt | postleitzahl ort | plz wohnort | plz / ort | ort plz
            | postleitzahl und ort | plz u ort | ort mit plz""",
        "district": """
            ortsteil | stadtteil | ortschaft | bezirk | stadtbezirk | quartier | district | viertel
            | suburb | stadtgebiet | ot""",
        "latitude": """breite | breitengrad | lat | latitude | geo breite | y koordinate | koordinate y
            | geo lat | geographische breite""",
        "longitude": """länge | längengrad | lon | lng | long | longitude | geo länge | x koordinate
            | koordinate x | geo lon | geo lng | geographische länge""",
        "phone": """
            telefon | tel | telefonnummer | telefon nr | tel nr | telefonnr | fon | phone | festnetz
            | rufnummer | telefon dienstlich | telefon 1 | telefon 2 | tel 1
            | tel 2 | phone number | fernsprecher | kontakttelefon | vereinstelefon
            | telefon geschäftsstelle | telefonnummern""",
        "mobile": """mobil | handy | mobiltelefon | mobilnummer | handynummer | mobile | cell | mobilfunk
            | handy nr | mobil nr""",
        "mail": """e mail | email | mail | e mail adresse | emailadresse | mailadresse | e mailadresse
            | mail adresse | elektronische post | kontaktmail | kontakt mail | e mail 1 | e mail 2
            | e mail kontakt | email address""",
        "website": """homepage | internet | web | website | webseite | url | www | internetseite
            | internetadresse | webadresse | link | home page | internetauftritt | web adresse
            | internet adresse | web site""",
        "contact_name": """ansprechpartner | ansprechpartnerin | ansprechpartner in | ansprechperson
            | kontaktperson | vorsitzender | vorsitzende | vorsitzende r | vorsitz | 1 vorsitzender
            | 1 vorsitzende | 1 vorsitzende r | 1 vorsitz | erster vorsitzender | erste vorsitzende
            | kontakt | contact | contact person | vorstand | leitung | leiter | leiterin
            | name ansprechpartner | ansprechpartner name | vereinsvorsitzender | vereinsvorsitz
            | ansprechpartner innen | vertreten durch | inhaber | geschäftsführung
            | kontakt name | name kontakt | contact name | nachname | familienname | zuname
            | last name | surname | name vorname | vorname name | vorname nachname | nachname vorname
            | vor und nachname | vor und zuname""",
        "contact_first_name": "vorname | rufname | first name | given name | vornamen",
        "publish": """
            veröffentlichen | veröffentlichung | freigabe | freigegeben | einwilligung | einverständnis
            | zustimmung | öffentlich | darf veröffentlicht werden | veröffentlichen ja nein
            | einwilligung veröffentlichung | zur veröffentlichung freigegeben
            | einwilligung dsgvo | dsgvo | publish | public""",
        "status": """status | zustand | vereinsstatus | aktiv | aktiv inaktiv | aktiv ja nein | active
            | besteht noch | noch aktiv""",
        "ended": """aufgelöst | aufgelöst am | aufgelöst seit | auflösung | gelöscht | gelöscht am | inaktiv
            | inaktiv seit | ruhend | erloschen | erloschen am | ruht | ruht seit""",
        "contact_role": """
            funktion | rolle | amt | position | contact role | funktion im verein | function""",
        "founded": """gründung | gründungsjahr | gegr | gegründet | gegründet am | gegründet im jahr
            | gründungsdatum | founded | jahr der gründung | besteht seit | seit | founding year
            | entstehungsjahr""",
        "members": """
            mitglieder | mitgliederzahl | anzahl mitglieder | mitgliederanzahl | zahl der mitglieder
            | members | mitgl | anz mitglieder""",
        "budget": """
            budget | jahresbudget | etat | haushalt | jahresetat | annual budget | haushaltsvolumen""",
        "staff_fte": """
            stellen | vollzeitstellen | vollzeitäquivalente | vzä | stellenanteile | personalstellen
            | fte | stellenumfang | personal""",
        "funding": """förderung | finanzierung | fördermittel | zuschüsse | funding | mittelgeber
            | fördergeber | förderer""",
        "listed_by": """
            agenturname | agentur | gemeldet von | quelle | eingetragen von | listed by | source
            | erfasst von""",
        "external_id": """id | nr | nummer | lfd nr | lfdnr | laufende nummer | vereinsnummer | vereins id
            | kennung | schlüssel | einrichtungsid | einrichtungs id | organisation id | vereinsnr
            | identifier | ident nr""",
        "offer_id": "angebotsid | angebots id | offer id",
        "note": """bemerkung | bemerkungen | notiz | notizen | anmerkung | anmerkungen | kommentar
            | hinweis | hinweise | note | notes | sonstiges | zusatz | intern""",
        "created": """
            erstellt | angelegt | erstellt am | created | angelegt am | erfasst am | aufgenommen am""",
        "updated": """stand | geändert | geändert am | bearbeitet | letzte änderung | aktualisiert
            | aktualisiert am | updated | letzte aktualisierung | zuletzt geändert | bearbeitet am
            | datenstand | änderungsdatum""",
        "confirmed": "bestätigt am | zuletzt bestätigt | assured date",
        "record": "hsds eintrag",
        "ignore": """fax | telefax | faxnummer | fax nr | telefaxnummer | agenturid | angebotsname
            | wertigkeit | kontaktierbar | avatar | anzahl gesuche | anzahl aktueller vermittlungen
            | logo | bild | foto | iban | bic | bankverbindung | kontonummer | geburtsdatum | land
            | bundesland | anrede | spalte1 | type feature | geometry/type
            | facebook | instagram | twitter | bic swift""",
    }
)

HEADERS: Final[Mapping[str, str]] = MappingProxyType(
    {fold(word): field for field, words in _WORDS.items() for word in words.split("|")}
)


def _without_umlauts() -> dict[str, str]:
    """Headings that have lost their umlauts -> the heading meant, folded: "strae" and "grundung"."""
    found: dict[str, str] = {}
    for words in _WORDS.values():
        for word in map(str.strip, words.split("|")):
            for table in (str.maketrans("", "", "äöüß"), str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "s"})):
                lost = fold(word.translate(table))
                if lost != fold(word) and lost not in HEADERS and len(lost) > 3:
                    found.setdefault(lost, fold(word))
    return found


LOST_UMLAUTS: Final[Mapping[str, str]] = MappingProxyType(_without_umlauts())

# headers that together name a known export; there its columns mean what is said here
SHAPES: Final[tuple[tuple[str, frozenset[str], Mapping[str, str]], ...]] = (
    (
        "freinet",
        frozenset({"agenturname", "einrichtungsname", "angebotsname"}),
        MappingProxyType(
            {
                "einrichtungsname": "name",
                "agenturname": "listed_by",
                "plz": "postcode",
                "ort": "town",
                "ortsteil": "district",
                "latitude": "latitude",
                "longitude": "longitude",
                "bearbeitet": "updated",
                "angebotsid": "offer_id",
            }
        ),
    ),
    # Our own table (``directory/open_data/flat.py``): codes count, words beside them are for people.
    (
        "engagiert",
        frozenset({"kennung", "art code", "thema code", "gemeindeschluessel"}),
        MappingProxyType(
            {
                "kennung": "external_id",
                "name": "name",
                "weitere namen": "aliases",
                "art code": "type",
                "bereich code": "sector",
                "thema code": "fields",
                "beschreibung": "description",
                "angebote": "service_names",
                "fuer wen code": "target_groups",
                "sprachen code": "languages",
                "zugang code": "accessibility",
                "zeiten": "opening_hours",
                "strasse und hausnummer": "street",
                "postleitzahl": "postcode",
                "ort": "town",
                "ortsteil": "district",
                "breite": "latitude",
                "laenge": "longitude",
                "telefon": "phone",
                "e mail": "mail",
                "internetseite": "website",
                "gruendungsjahr": "founded",
                "einzugsgebiet": "service_area",
                "bestaetigt am": "confirmed",
                "zuletzt geaendert": "updated",
            }
        ),
    ),
    (
        "engagiert_geojson",
        frozenset({"municipality key", "type version", "target groups"}),
        MappingProxyType(
            {
                "id": "external_id",
                "name": "name",
                "aliases": "aliases",
                "type": "type",
                "sector": "sector",
                "fields": "fields",
                "description": "description",
                "services": "service_names",
                "target groups": "target_groups",
                "languages": "languages",
                "accessibility": "accessibility",
                "opening hours": "opening_hours",
                "street": "street",
                "postcode": "postcode",
                "town": "town",
                "district": "district",
                "latitude": "latitude",
                "longitude": "longitude",
                "phones": "phone",
                "mails": "mail",
                "website": "website",
                "founded": "founded",
                "service area": "service_area",
                "confirmed on": "confirmed",
                "updated at": "updated",
            }
        ),
    ),
)
