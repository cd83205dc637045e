"""How volunteers are insured, explained by the kind of organisation. An explanation, never a promise (SGB VII § 2)."""

from django.utils.translation import gettext as _

from engagiert.apps.opportunities.models import Listing, Opportunity

# The Land whose contracts are known here.
_NORTH_RHINE_WESTPHALIA = "05"
_WELFARE = frozenset({"social", "health"})
_CARRIERS = frozenset({"wohlfahrtsverband", "pflegeheim", "selbsthilfekontaktstelle"})


def insurance_in_words(listing: Listing) -> list[str]:
    """What the organisation says, then what usually holds, then whom to ask."""
    stated = listing.document["insurance"]
    lines = [str(Opportunity.Insurance(stated).label)] if stated else []
    lines += [_by_law(listing)]
    if listing.ags.startswith(_NORTH_RHINE_WESTPHALIA):
        lines.append(_of_the_land(listing.document["organisation_type"]))
    return [*lines, _("Das ist eine Erklärung und keine Zusage. Fragen Sie die Organisation.")]


def _by_law(listing: Listing) -> str:
    document = listing.document
    if document["organisation_sector"] == "administration":
        return _("Wer für die Stadt oder ein Amt ehrenamtlich arbeitet, ist meist gesetzlich gegen Unfälle versichert.")
    if document["organisation_type"] in _CARRIERS or _WELFARE & set(listing.fields):
        return _(
            "In Gesundheit und Wohlfahrt sind Freiwillige ohne Bezahlung meist gesetzlich gegen Unfälle versichert."
        )
    return _("Ob ein Unfall gesetzlich versichert ist, hängt von der Aufgabe ab.")


def _of_the_land(organisation_type: str) -> str:
    if organisation_type == "initiative":
        return _(
            "Für Gruppen ohne Rechtsform hat das Land Nordrhein-Westfalen einen Vertrag für Unfall und Haftpflicht. "
            "Er hilft, wenn keine andere Versicherung zahlt."
        )
    return _(
        "Das Land Nordrhein-Westfalen hat einen Vertrag für Unfälle. Er hilft, wenn keine andere Versicherung zahlt. "
        "Für Schäden an anderen (Haftpflicht) sorgen Vereine selbst."
    )
