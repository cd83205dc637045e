"""What the programme says in words: when, where somebody stands, and what goes out by mail or letter."""

import datetime
from typing import Any

from django.utils import translation
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from engagiert.apps.messages.public import Text, paragraph, short_code
from engagiert.kernel.links.public import address_of
from engagiert.kernel.ui.dates import with_weekday, written_out

from .models import Outing, Signup


def when(outing: Outing) -> str:
    """Day and hour of the outing."""
    return moment(outing.begins_at)


def moment(at: datetime.datetime) -> str:
    local = localtime(at)
    return _("%(day)s, %(hour)s Uhr") % {"day": with_weekday(local.date()), "hour": time_format(local, "H:i")}


def standing(signup: Signup, place: int) -> str:
    """Where somebody stands, as the headline of their page."""
    if signup.outing.cancelled_at is not None:
        return _("Dieser Ausflug fällt aus")
    if signup.state == Signup.State.TAKEN:
        return _("Sie sind dabei, mit Begleitung") if signup.companions else _("Sie sind dabei")
    if signup.state == Signup.State.WAITING:
        return _("Sie stehen auf der Warteliste, Platz %(place)s") % {"place": place}
    if signup.state == Signup.State.OFFERED:
        return _("Zwei Plätze sind für Sie frei") if signup.companions else _("Ein Platz ist für Sie frei")
    if signup.state == Signup.State.PASSED:
        return _("Der Platz ist weitergegangen")
    return _("Sie haben abgesagt")


def _facts(outing: Outing) -> list[dict[str, Any]]:
    return [
        paragraph(f"{outing.title}: {when(outing)}"),
        paragraph(_("Treffpunkt: %(where)s") % {"where": outing.meeting_point}),
    ]


def _page(signup: Signup, code: str, label: str) -> list[dict[str, Any]]:
    return [short_code(label, code, f"{signup.site}{address_of(code)}")] if signup.site else []


def signed_text(signup: Signup, code: str) -> Text:
    """Right after the sign-up: a seat, or the waitlist."""
    with translation.override(signup.language):
        if signup.state == Signup.State.TAKEN:
            said = [paragraph(_("Ihr Platz ist sicher."))]
        else:
            said = [paragraph(_("Zurzeit ist alles besetzt. Wird ein Platz frei, schreiben wir Ihnen."))]
        blocks = [*said, *_facts(signup.outing), *_page(signup, code, _("Hier sehen Sie nach oder sagen ab. Ihr Code"))]
        return Text(_("Ihre Anmeldung zum Ausflug"), tuple(blocks), signup.language)


def offered_text(signup: Signup, code: str) -> Text:
    """A seat is free until an hour."""
    with translation.override(signup.language):
        until = moment(signup.offered_until) if signup.offered_until else ""
        said = _("Für Sie ist ein Platz frei. Er ist bis %(until)s reserviert, danach geht er weiter.")
        blocks = [
            paragraph(said % {"until": until}),
            *_facts(signup.outing),
            *_page(signup, code, _("Hier sagen Sie Ja oder Nein. Ihr Code")),
        ]
        return Text(_("Ein Platz ist frei: %(title)s") % {"title": signup.outing.title}, tuple(blocks), signup.language)


def reminder_text(signup: Signup, code: str) -> Text:
    with translation.override(signup.language):
        blocks = [
            paragraph(_("Bald ist Ihr Ausflug. Wir freuen uns auf Sie.")),
            *_facts(signup.outing),
            *_page(signup, code, _("Können Sie doch nicht? Dann sagen Sie hier ab. Ihr Code")),
        ]
        return Text(
            _("Bald ist Ihr Ausflug: %(title)s") % {"title": signup.outing.title}, tuple(blocks), signup.language
        )


def changed_text(signup: Signup, code: str) -> Text:
    with translation.override(signup.language):
        blocks = [
            paragraph(_("Bei Ihrem Ausflug hat sich etwas geändert. Jetzt gilt:")),
            *_facts(signup.outing),
            *_page(signup, code, _("Passt es nicht mehr? Dann sagen Sie hier ab. Ihr Code")),
        ]
        return Text(_("Geändert: %(title)s") % {"title": signup.outing.title}, tuple(blocks), signup.language)


def cancelled_text(signup: Signup) -> Text:
    with translation.override(signup.language):
        facts = {"title": signup.outing.title, "day": written_out(localtime(signup.outing.begins_at).date())}
        blocks = [
            paragraph(_("Leider fällt der Ausflug „%(title)s“ am %(day)s aus.") % facts),
            paragraph(signup.outing.reason),
            paragraph(_("Sie müssen nichts tun.")),
        ]
        return Text(_("Fällt aus: %(title)s") % {"title": signup.outing.title}, tuple(blocks), signup.language)
