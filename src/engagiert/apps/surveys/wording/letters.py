"""What is written to organisations that are asked, and to people who have taken on a goal; in German."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from engagiert.apps.messages.public import Text, link, paragraph, short_code
from engagiert.apps.surveys.models import Goal, Sheet, Survey
from engagiert.kernel.ui.dates import written_out


def invitation_text(survey: Survey, sheet: Sheet, code: str, address: str) -> Text:
    """Why we ask, until when, and the way in without account."""
    with translation.override(settings.LANGUAGE_CODE):
        words = {"name": sheet.name, "title": survey.title, "day": written_out(survey.closes_on)}
        return Text(
            _("Umfrage: %(title)s") % words,
            (
                paragraph(_("wir bitten „%(name)s“ um Antwort auf einige Fragen: „%(title)s“.") % words),
                paragraph(survey.reason),
                paragraph(
                    _(
                        "Was wir schon wissen, steht im Bogen. Sie können jederzeit speichern und später weitermachen. "
                        "Antworten Sie bis %(day)s. Sie brauchen kein Konto."
                    )
                    % words
                ),
                _way_in(sheet, code, address),
                paragraph(_("Lieber am Telefon? Rufen Sie uns an, wir füllen den Bogen mit Ihnen aus.")),
            ),
        )


def reminder_text(survey: Survey, sheet: Sheet, code: str, address: str) -> Text:
    """Once, with the same code."""
    with translation.override(settings.LANGUAGE_CODE):
        words = {"name": sheet.name, "title": survey.title, "day": written_out(survey.closes_on)}
        begun = _("Was Sie schon geschrieben haben, ist gespeichert.") if sheet.saved_at else ""
        return Text(
            _("Noch bis %(day)s: %(title)s") % words,
            (
                paragraph(
                    _("von „%(name)s“ fehlt uns noch eine Antwort auf „%(title)s“.") % words + f" {begun}".rstrip()
                ),
                paragraph(
                    _("Sie haben noch Zeit bis %(day)s. Danach fragen wir in dieser Umfrage nicht mehr.") % words
                ),
                _way_in(sheet, code, address),
            ),
        )


def goal_text(goal: Goal) -> Text:
    """To whoever has taken it on."""
    with translation.override(settings.LANGUAGE_CODE):
        words = {"title": goal.title, "day": written_out(goal.due_on), "name": goal.owner}
        blocks = [
            paragraph(_("%(name)s kümmert sich um dieses Ziel: „%(title)s“.") % words),
            paragraph(
                _(
                    "Es soll bis %(day)s erreicht sein. "
                    "Sagen Sie uns, wie es steht: auf dem Weg, erreicht, oder geht nicht."
                )
                % words
            ),
        ]
        if goal.why:
            blocks.append(paragraph(_("Warum es das Ziel gibt: %(why)s") % {"why": goal.why}))
        return Text(_("Ziel bis %(day)s: %(title)s") % words, tuple(blocks))


def _way_in(sheet: Sheet, code: str, address: str) -> dict[str, object]:
    label = _("Zum Bogen")
    return short_code(label, code, address) if sheet.channel == Sheet.Channel.LETTER else link(label, address)
