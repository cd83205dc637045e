"""What is written to people who want to help and to organisations; nobody's words are passed on to the other side."""

import datetime

from django.utils.translation import gettext as _

from engagiert.apps.messages.public import Text, paragraph, points, short_code
from engagiert.apps.volunteering import week
from engagiert.apps.volunteering.models import Placement, Proposal, Volunteer
from engagiert.kernel.ui.dates import with_weekday


def proposals_text(volunteer: Volunteer, proposals: list[Proposal], code: str, address: str) -> Text:
    """To the person: one to three proposals with their reasons, and where to answer."""
    blocks = [
        paragraph(_("wir haben etwas gefunden, das zu Ihnen passen könnte. Sie entscheiden, Absagen kostet nichts."))
    ]
    for one in proposals:
        blocks.append(paragraph(_("„%(title)s“ bei %(name)s") % {"title": one.title, "name": one.organisation_name}))
        if one.reasons:
            blocks.append(points(one.reasons))
    last = min(one.expires_on for one in proposals)
    blocks += [
        short_code(_("Hier antworten Sie. Ihr Code"), code, address),
        paragraph(
            _("Oder rufen Sie an, oder schreiben Sie zurück: am besten bis %(day)s.") % {"day": with_weekday(last)}
        ),
    ]
    return Text(_("Vorschläge für Ihr Engagement"), tuple(blocks), language=volunteer.language)


def asking_text(proposal: Proposal, code: str, address: str) -> Text:
    """To the organisation: somebody would like to help, without a name."""
    volunteer = proposal.volunteer
    facts = [week.words(volunteer.wish.week_parts), *proposal.reasons]
    years = volunteer.age(datetime.date.today())  # noqa: DTZ011 - a day of the calendar, said in a letter
    if years is not None:
        facts.append(_("%(years)s Jahre alt") % {"years": years})
    number = _friends(proposal)
    if number:
        facts.append(_("kommt gern zusammen mit %(number)s anderen") % {"number": number})
    blocks = [
        paragraph(_("jemand möchte bei Ihnen helfen: „%(title)s“. Das wissen wir schon:") % {"title": proposal.title}),
        points(facts),
        paragraph(_("Passt das? Sagen Sie Ja, dann erfahren Sie den Namen und können sich kennenlernen.")),
        short_code(_("Hier antworten Sie. Ihr Code"), code, address),
        paragraph(_("Ein Nein ist in Ordnung: Sagen Sie es bitte auch, damit niemand wartet.")),
    ]
    return Text(_("Jemand möchte helfen: %(title)s") % {"title": proposal.title[:120]}, tuple(blocks))


def _friends(proposal: Proposal) -> int:
    if proposal.together is None:
        return 0
    return Volunteer.objects.filter(circle=proposal.together).count() - 1


def friendly_no_text(proposal: Proposal) -> Text:
    """To the organisation: it came to nothing this time; no name, no reason, no words."""
    return Text(
        _("Diesmal passt es nicht: %(title)s") % {"title": proposal.title[:120]},
        (
            paragraph(
                _("zu „%(title)s“ hat sich die Person anders entschieden. Das sagt nichts über Ihr Angebot.")
                % {"title": proposal.title}
            ),
            paragraph(_("Wir suchen weiter und melden uns, sobald jemand passt.")),
        ),
    )


def kindly_not_text(proposal: Proposal) -> Text:
    """To the person: the organisation cannot just now; the office looks on."""
    return Text(
        _("Diesmal passt es leider nicht"),
        (
            paragraph(
                _("%(name)s kann bei „%(title)s“ zurzeit niemanden aufnehmen. Das liegt nicht an Ihnen.")
                % {"name": proposal.organisation_name, "title": proposal.title}
            ),
            paragraph(_("Wir suchen weiter. Auf Ihrer Seite sehen Sie, was sonst zu Ihnen passt.")),
        ),
        language=proposal.volunteer.language,
    )


def brought_together_text(proposal: Proposal, today: datetime.date) -> Text:
    """To the organisation: name and number, and what is needed for young people and the Führungszeugnis."""
    volunteer = proposal.volunteer
    reach = [volunteer.phone, volunteer.mail, ", ".join(volunteer.postal)]
    facts = [volunteer.name, *[line for line in reach if line]]
    if len(facts) == 1:
        facts.append(_("erreichbar über unser Büro"))
    blocks = [
        paragraph(
            _("danke für Ihr Ja zu „%(title)s“. Bitte melden Sie sich in den nächsten Tagen bei:")
            % {"title": proposal.title}
        ),
        points(facts),
    ]
    if volunteer.is_minor(today):
        blocks.append(
            paragraph(
                _("Die Person ist unter 18. Lassen Sie sich vor dem ersten Einsatz die Zustimmung der Eltern zeigen.")
            )
        )
    blocks.append(paragraph(_("Nutzen Sie die Angaben nur dafür. Wir fragen in zwei Wochen nach, wie es war.")))
    return Text(_("Bitte kennenlernen: %(title)s") % {"title": proposal.title[:120]}, tuple(blocks))


def go_ahead_text(proposal: Proposal, contact: list[str]) -> Text:
    """To the person: they are looked forward to, and by whom."""
    return Text(
        _("Man freut sich auf Sie"),
        (
            paragraph(
                _("%(name)s möchte Sie kennenlernen: „%(title)s“. Man meldet sich bei Ihnen, oder Sie rufen an:")
                % {"name": proposal.organisation_name, "title": proposal.title}
            ),
            points(contact or [proposal.organisation_name]),
            paragraph(_("Das erste Treffen verpflichtet zu nichts. Sagen Sie uns gern, wie es war.")),
        ),
        language=proposal.volunteer.language,
    )


def thanks_text(placement: Placement, hours: str) -> Text:
    """Goodbye with thanks; ``hours`` as a sentence or empty."""
    volunteer = placement.volunteer
    words = {"title": placement.title, "name": placement.organisation_name}
    blocks = [
        paragraph(_("Sie haben bei „%(title)s“ (%(name)s) mitgeholfen. Dafür danken wir Ihnen sehr.") % words),
        *([paragraph(hours)] if hours else []),
        paragraph(_("Wenn Sie wieder Lust haben: Ein Anruf genügt. Und wenn nicht, war es schön, dass Sie da waren.")),
    ]
    return Text(_("Danke"), tuple(blocks), language=volunteer.language)
