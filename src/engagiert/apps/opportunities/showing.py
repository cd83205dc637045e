"""Offers where other apps show them: on the page of their organisation."""

from django.utils.translation import gettext as _

from engagiert.apps.directory import public as directory
from engagiert.kernel.ui.addresses import address

from .selectors import listings_of, towns_showing

MOST = 12


def offers_beside(listing: directory.Listing) -> directory.beside.Beside | None:
    """What this organisation looks for; None where it looks for nobody."""
    found = list(listings_of(listing.pk)[:MOST])
    if not found:
        return None
    towns = towns_showing(found)
    links = [(one.title, address("offers:offer", towns[one.pk], one.slug)) for one in found if one.pk in towns]
    return directory.beside.Beside(_("Hier können Sie mitmachen"), links)
