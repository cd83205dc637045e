"""A draft of the arrangement between joint controllers (Art. 26 DSGVO)."""

from django.utils.translation import gettext as _

from engagiert.apps.privacy import notices
from engagiert.apps.privacy.notices import Controller
from engagiert.kernel.documents import Paper
from engagiert.kernel.documents.papers import Block, facts, heading, paragraph, points, table

from .pieces import draft


def joint_paper(controller: Controller) -> Paper:
    both = _("beide, jede Stelle für ihre Einträge")
    blocks: list[Block] = [
        heading(_("Wer die Vereinbarung schließt")),
        facts([(_("Stelle 1"), controller.name), (_("Stelle 2"), _("… bitte eintragen …"))]),
        heading(_("1. Was wir gemeinsam tun")),
        paragraph(
            _(
                "Wir nutzen eine Installation der Software Engagiert und teilen Einträge, die dafür ausdrücklich "
                "freigegeben sind. Was nicht freigegeben ist, sieht nur die Stelle, die es führt."
            )
        ),
        table(
            [_("Tätigkeit"), _("Betroffene"), _("Gemeinsam? Bitte ankreuzen.")],
            [[notice.purpose.name, notice.purpose.subjects, "☐"] for notice in notices.all_notices(controller)],
        ),
        heading(_("2. Wer was übernimmt")),
        table(
            [_("Pflicht"), _("Wer")],
            [
                [_("Informieren (Artikel 13 und 14)"), both],
                [_("Auskunft, Berichtigung, Löschung (Artikel 15 bis 21)"), both],
                [
                    _("Datenpannen melden (Artikel 33 und 34)"),
                    _("die Stelle, bei der sie geschah; sie sagt es der anderen"),
                ],
                [_("Verzeichnis und Folgenabschätzung (Artikel 30 und 35)"), both],
                [_("Vertrag mit dem Betrieb (Artikel 28)"), "…"],
                [_("Technische und organisatorische Maßnahmen (Artikel 32)"), "…"],
            ],
        ),
        heading(_("3. An wen sich Menschen wenden")),
        paragraph(
            _("An jede der Stellen. Wer gefragt wird, antwortet oder leitet innerhalb von drei Werktagen weiter.")
        ),
        heading(_("4. Was wir veröffentlichen")),
        points([_("Das Wesentliche dieser Vereinbarung steht in den Hinweisen zum Datenschutz beider Stellen.")]),
        heading(_("Unterschriften")),
        paragraph("\n\n\n"),
    ]
    return draft(_("Vereinbarung gemeinsam Verantwortlicher"), blocks)
