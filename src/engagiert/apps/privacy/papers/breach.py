"""One breach on paper, for the file and for the report to the authority (Art. 33 (3) DSGVO)."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.privacy.models import Breach
from engagiert.apps.privacy.notices import Controller
from engagiert.kernel.documents import Paper
from engagiert.kernel.documents.papers import Block, facts, heading
from engagiert.kernel.ui.dates import written_out

from .pieces import controller_facts, paper


def breach_paper(controller: Controller, breach: Breach) -> Paper:
    blocks: list[Block] = [
        controller_facts(controller),
        heading(_("Was geschehen ist")),
        facts(
            [
                (_("Bekannt geworden am"), _moment(breach.noticed_at)),
                (_("Melden bis (72 Stunden)"), _moment(breach.report_until)),
                (_("Was ist geschehen?"), breach.what),
                (_("Wessen Daten, welche Daten?"), breach.whom),
                (_("Wie viele Menschen ungefähr?"), "" if breach.people is None else breach.people),
                (_("Was kann daraus folgen?"), breach.effects),
                (_("Was haben wir getan?"), breach.measures),
            ]
        ),
        heading(_("Was entschieden wurde")),
        facts(
            [
                (_("Einschätzung"), breach.get_risk_display()),
                (_("Warum so entschieden?"), breach.reasons),
                (_("Der Aufsicht gemeldet am"), _moment(breach.reported_at)),
                (_("Die Betroffenen benachrichtigt am"), _moment(breach.told_at)),
                (_("Abgeschlossen am"), _moment(breach.closed_at)),
            ]
        ),
    ]
    return paper(_("Datenpanne"), blocks, under=_("Dokumentation nach Artikel 33 Absatz 5 DSGVO."))


def _moment(at: datetime.datetime | None) -> str:
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{written_out(local.date())}, {local:%H:%M}"
