"""Types of facilities and organisations. The first eight are those of the engagement atlas.

A change of a definition is a new version: add the new list, keep the old one for records counted by it.
"""

from django.utils.translation import gettext_lazy as _

from .term import Term, by_code

FACILITY_TYPES_VERSION = "2026-1"

FACILITY_TYPES = by_code(
    Term(
        "buergerstiftung",
        _("Bürgerstiftung"),
        _("Viele Menschen stiften gemeinsam Geld und Zeit für ihren Ort; unabhängig und auf Dauer."),
        in_atlas=True,
    ),
    Term(
        "freiwilligenagentur",
        _("Freiwilligenagentur"),
        _("Berät Menschen, die helfen möchten, und bringt sie mit Einrichtungen zusammen."),
        in_atlas=True,
    ),
    Term(
        "stabsstelle",
        _("Kommunale Stabsstelle"),
        _("Stelle im Rathaus oder Kreishaus, die für Engagement zuständig ist."),
        in_atlas=True,
    ),
    Term(
        "mehrgenerationenhaus",
        _("Mehrgenerationenhaus"),
        _("Offener Treffpunkt für alle Lebensalter, gefördert im Bundesprogramm oder in dessen Nachfolge."),
        in_atlas=True,
    ),
    Term(
        "muetterzentrum",
        _("Mütterzentrum"),
        _("Offener Treffpunkt, den Mütter und Familien selbst tragen."),
        in_atlas=True,
    ),
    Term(
        "selbsthilfekontaktstelle",
        _("Selbsthilfe-Kontaktstelle"),
        _("Hilft, eine Selbsthilfegruppe zu finden oder zu gründen; fachlich besetzt, für alle Themen offen."),
        in_atlas=True,
    ),
    Term(
        "seniorenbuero",
        _("Seniorenbüro"),
        _("Anlaufstelle für das Engagement älterer Menschen und für ihre Fragen."),
        in_atlas=True,
    ),
    Term(
        "soziokulturelles_zentrum",
        _("Soziokulturelles Zentrum"),
        _("Haus für Kultur, Bildung und Begegnung, offen für Gruppen aus dem Ort."),
        in_atlas=True,
    ),
    Term("verein", _("Verein"), _("Eingetragener oder nicht eingetragener Verein.")),
    Term("initiative", _("Initiative"), _("Gruppe ohne Rechtsform, die regelmäßig etwas gemeinsam tut.")),
    Term("wohlfahrtsverband", _("Wohlfahrtsverband"), _("Spitzenverband oder Gliederung der Wohlfahrtspflege.")),
    Term("migrantenorganisation", _("Migrantenorganisation"), _("Von Zugewanderten gegründet und getragen.")),
    Term("familienzentrum", _("Familienzentrum"), _("Kita oder Schule mit Angeboten für Familien im Quartier.")),
    Term("buergertreff", _("Bürgertreff"), _("Offener Treffpunkt im Quartier, oft von Freiwilligen geführt.")),
    Term("kirchengemeinde", _("Kirche oder Gemeinde"), _("Gemeinde oder Einrichtung einer Religionsgemeinschaft.")),
    Term("schule", _("Schule"), _("Schule jeder Form und jedes Trägers.")),
    Term("kita", _("Kita"), _("Tageseinrichtung für Kinder.")),
    Term("pflegeheim", _("Pflegeheim"), _("Stationäre Einrichtung für alte oder pflegebedürftige Menschen.")),
    Term("bibliothek", _("Bücherei"), _("Öffentliche Bücherei jedes Trägers.")),
    Term("museum", _("Museum"), _("Museum, Archiv oder Gedenkstätte.")),
    Term("feuerwehr_rettung", _("Feuerwehr oder Rettung"), _("Freiwillige Feuerwehr, Rettungsdienst, THW.")),
    Term("stiftung", _("Stiftung"), _("Stiftung, die keine Bürgerstiftung ist.")),
    Term("behoerde", _("Behörde oder Amt"), _("Stelle der öffentlichen Verwaltung ohne eigene Stabsstelle.")),
    Term("unternehmen", _("Unternehmen"), _("Betrieb oder Genossenschaft, die sich im Ort engagiert.")),
    Term("sonstige", _("Andere"), _("Passt zu keiner anderen Art.")),
)
