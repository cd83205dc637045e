"""What is written to people in a wave: honest, short, and always with the way back to their own page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from engagiert.apps.messages.public import Text, paragraph, short_code
from engagiert.apps.volunteering.public import Volunteer, shift_words
from engagiert.apps.waves.models import Gathering, Signup, Wave
from engagiert.kernel.ui.dates import with_weekday


def next_steps(wave: Wave, promised: str) -> list[str]:
    """What happens after signing up, in sentences; nothing is promised that the office cannot keep."""
    return [
        _("Viele möchten gerade helfen. Wir sehen alle Meldungen durch und fragen die, die gebraucht werden."),
        _("Bis %(day)s hören Sie von uns, auch wenn wir gerade nichts für Sie haben.") % {"day": promised},
        _("Bitte bringen Sie nichts vorbei und kommen Sie nicht einfach hin, bevor wir uns gemeldet haben."),
    ]


def welcome_text(signup: Signup, code: str, address: str) -> Text:
    """The answer, in the minute of signing up."""
    wave = signup.wave
    steps = next_steps(wave, with_weekday(signup.promised_on))
    return Text(
        _("Danke, Ihre Meldung ist da: %(wave)s") % {"wave": wave.title},
        (
            paragraph(_("danke, dass Sie helfen möchten. Ihre Meldung zu „%(wave)s“ ist da.") % {"wave": wave.title}),
            *(paragraph(step) for step in steps),
            short_code(_("Ändern, Pause machen oder löschen: jederzeit auf Ihrer Seite. Ihr Code"), code, address),
        ),
        language=signup.volunteer.language,
    )


def invitation_text(signup: Signup, gathering: Gathering, code: str, address: str) -> Text:
    """There are seats; who comes first has one."""
    shift = gathering.shift
    where = f", {shift.where}" if shift.where else ""
    return Text(
        _("Einladung: %(title)s") % {"title": shift.title[:120]},
        (
            paragraph(
                _("wir laden Sie ein: „%(title)s“, %(when)s%(where)s.")
                % {"title": shift.title, "when": shift_words.when(shift), "where": where}
            ),
            paragraph(
                _("Die Plätze sind begrenzt. Wer zuerst zusagt, hat einen; sonst kommen Sie auf die Warteliste.")
            ),
            short_code(_("Hier sagen Sie zu. Ihr Code"), code, address),
        ),
        language=signup.volunteer.language,
    )


def not_now_text(signup: Signup, code: str, address: str, *, last_day: str) -> Text:
    """Thank you, not now: may we keep your data?"""
    return Text(
        _("Danke, gerade nicht: %(wave)s") % {"wave": signup.wave.title},
        (
            paragraph(
                _("danke, dass Sie bei „%(wave)s“ helfen wollten. Zurzeit haben wir keinen Platz, der zu Ihnen passt.")
                % {"wave": signup.wave.title}
            ),
            paragraph(_("Dürfen wir Ihre Angaben behalten und uns melden, wenn etwas passt? Oder sollen wir löschen?")),
            short_code(_("Hier antworten Sie mit einem Klick. Ihr Code"), code, address),
            paragraph(
                _("Sagen Sie nichts, löschen wir Ihre Angaben 30 Tage nach dem Ende der Welle, frühestens am %(day)s.")
                % {"day": last_day}
            ),
        ),
        language=signup.volunteer.language,
    )


def ended_text(signup: Signup, code: str, address: str, *, last_day: str) -> Text:
    """The wave is over; who wants to stay reads what lasts."""
    kept = signup.keep == Signup.Keep.KEEP
    goes_on = (
        _("Sie haben gesagt, dass Sie dabei bleiben. Auf Ihrer Seite sehen Sie, wo Sie auf Dauer helfen können.")
        if kept
        else _("Möchten Sie weiter helfen? Auf Ihrer Seite sehen Sie, wo das auf Dauer geht. "
               "Sagen Sie dort „behalten“, sonst löschen wir Ihre Angaben am %(day)s.") % {"day": last_day}
    )  # fmt: skip
    return Text(
        _("Danke: %(wave)s ist zu Ende") % {"wave": signup.wave.title},
        (
            paragraph(_("„%(wave)s“ ist zu Ende. Danke, dass Sie da waren.") % {"wave": signup.wave.title}),
            paragraph(goes_on),
            short_code(_("Ihre Seite. Ihr Code"), code, address),
        ),
        language=signup.volunteer.language,
    )


def standing(signup: Signup, volunteer: Volunteer, *, has_proposal: bool) -> str:
    """One sentence: how things stand for this person."""
    wave = signup.wave
    if volunteer.state in (Volunteer.State.PAUSED, Volunteer.State.LATER):
        return _("Sie machen Pause. Wir fragen nicht, bis Sie sich melden.")
    if has_proposal:
        return _("Wir haben Ihnen etwas vorgeschlagen. Antworten Sie bitte auf „Mein Engagement“.")
    if wave.state == Wave.State.ENDED:
        return _("Diese Welle ist zu Ende. Danke, dass Sie helfen wollten.")
    if signup.asked_at is not None:
        return _("Zurzeit haben wir keinen Platz, der zu Ihnen passt.")
    return _("Ihre Meldung ist da. Bis %(day)s hören Sie von uns.") % {"day": with_weekday(signup.promised_on)}


def page_of(volunteer: Volunteer, code: str, origin: str = "") -> str:
    """The address of somebody's page in the wave, as the link of a mail has it."""
    return f"{origin or volunteer.site}{reverse('waves:own', args=[code])}"
