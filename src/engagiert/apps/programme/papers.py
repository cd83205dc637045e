"""The list for the bus."""

import datetime

from django.utils.translation import gettext as _

from engagiert.kernel.documents import Paper, paper_as_pdf
from engagiert.kernel.documents.papers import facts, table

from . import wording
from .models import Outing, Signup


def bus_paper(outing: Outing, people: list[Signup], *, on: datetime.datetime) -> bytes:
    """Who comes, with whom, and their telephone, as PDF/UA with boxes to tick. ``on``: when the file was made."""
    seats = sum(one.size for one in people)
    head = [_("Da?"), _("Name"), _("Begleitung"), _("Telefon")]
    rows = [["☐" * one.size, one.name, _("ja") if one.companions else "", one.phone] for one in people]
    told = [(_("Wann"), wording.when(outing)), (_("Treffpunkt"), outing.meeting_point), (_("Menschen"), seats)]
    blocks = (facts(told), table(head, rows, widths=(1, 4, 2, 3)))
    title = _("Liste für den Bus: %(title)s") % {"title": outing.title}
    return paper_as_pdf(
        Paper(title, blocks, outing.office.name, _("Nur für die Begleitung. Danach vernichten.")), on=on
    )
