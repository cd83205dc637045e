"""The ceremony on paper."""

import datetime

from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from engagiert.kernel.documents import Paper, paper_as_pdf
from engagiert.kernel.documents.papers import facts, heading, paragraph, table
from engagiert.kernel.ui.dates import written_out

from . import wording
from .models import Award, Nomination


def ceremony_paper(
    award: Award, year: int, people: list[Nomination], *, for_press: bool, on: datetime.datetime
) -> bytes:
    """The list of the ceremony as PDF/UA: names, who hands over, seats, the speech. For the press names alone.

    ``on`` is the moment the file says it was made.
    """
    when, where = "", ""
    # The award keeps one ceremony, that of its year; a list of another year says nothing of when it was.
    if award.ceremony_at and year == award.year:
        where = award.ceremony_where
        at = localtime(award.ceremony_at)
        when = _("%(day)s, %(hour)s Uhr") % {"day": written_out(at.date()), "hour": time_format(at, "H:i")}
    blocks = [facts([(_("Wann"), when), (_("Wo"), where), (_("Menschen"), len(people))])]
    if for_press:
        blocks.append(table([_("Name"), _("Wofür")], [[one.name, one.tribute] for one in people]))
    else:
        blocks.append(
            table(
                [_("Name"), _("Wer überreicht"), _("Plätze für Gäste"), _("Öffentlich?")],
                [[one.name, one.hands_over, one.seats or "", wording.honour_words(one)] for one in people],
            )
        )
        for one in people:
            if one.speech or one.tribute:
                blocks += [heading(one.name), *(paragraph(text) for text in (one.tribute, one.speech) if text)]
    title = _("%(award)s %(year)s: Liste für die Presse") if for_press else _("%(award)s %(year)s: Liste der Feier")
    mark = "" if for_press else _("Nur für das Büro. Nicht weitergeben.")
    paper = Paper(title % {"award": award.name, "year": year}, tuple(blocks), award.office.name, mark)
    return paper_as_pdf(paper, on=on)
