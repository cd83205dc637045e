"""The code lists of offers that the directory does not have."""

from django.utils.translation import gettext_lazy as _

from engagiert.apps.directory.public import Term

SUITS = {
    term.code: term
    for term in (
        Term("friends", _("Freundinnen und Freunde")),
        Term("group", _("Gruppen")),
        Term("school_class", _("Schulklassen")),
        Term("company", _("Teams aus Firmen")),
    )
}
# In the order of the bits of ``Opportunity.week_parts``.
DAYS = (_("Montag"), _("Dienstag"), _("Mittwoch"), _("Donnerstag"), _("Freitag"), _("Samstag"), _("Sonntag"))
PARTS = (_("vormittags"), _("nachmittags"), _("abends"), _("nachts"))

__all__ = ["DAYS", "PARTS", "SUITS"]
