"""What the office answers to somebody who suggested something and left a mail address."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from engagiert.apps.directory.models import Suggestion
from engagiert.apps.messages.public import Text, paragraph
from engagiert.kernel.ui.dates import written_out


def answer_address(suggestion: Suggestion) -> str:
    """The mail address for the answer; empty where somebody left a phone number, something else or nothing."""
    address = suggestion.reply_to.strip()
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address


def answer_text(suggestion: Suggestion, *, accepted: bool, partly: bool = False, reason: str = "") -> Text:
    """Says what was decided and the office's reason, and repeats nothing of what was handed in.

    The form is open to everybody, and so is the address in it: words of a stranger must not go out in our name to
    another stranger. A name is said only where it is the directory's own. The language is that of the suggestion.
    """
    with translation.override(suggestion.language):
        return _text(suggestion, accepted=accepted, partly=partly, reason=reason)


def _text(suggestion: Suggestion, *, accepted: bool, partly: bool, reason: str) -> Text:
    blocks = [paragraph(_("danke für Ihren Hinweis vom %(day)s.") % {"day": _day(suggestion)})]
    blocks.append(paragraph(_decision(suggestion, accepted=accepted, partly=partly)))
    if reason:
        blocks += [paragraph(_("Dazu schreiben wir Ihnen:")), paragraph(reason)]
    if accepted and suggestion.kind in (Suggestion.Kind.CHANGE, Suggestion.Kind.NEW):
        blocks.append(
            paragraph(_("Die Angaben stehen jetzt auf unserer Seite. Stimmt etwas nicht? Antworten Sie uns."))
        )
    else:
        blocks.append(paragraph(_("Haben Sie Fragen? Antworten Sie uns, oder rufen Sie an.")))
    return Text(_subject(suggestion, accepted=accepted), tuple(blocks), language=suggestion.language)


def _subject(suggestion: Suggestion, *, accepted: bool) -> str:
    name = _name(suggestion, accepted=accepted)
    return _("Ihr Hinweis zu „%(name)s“") % {"name": name} if name else _("Ihr Hinweis an uns")


def _decision(suggestion: Suggestion, *, accepted: bool, partly: bool) -> str:
    name = _name(suggestion, accepted=accepted)
    kind = Suggestion.Kind(suggestion.kind)
    if kind == Suggestion.Kind.REMARK and accepted:
        return _("Wir haben ihn gelesen und uns darum gekümmert.")
    if not accepted:
        return _("Wir haben ihn geprüft und nicht übernommen.")
    if kind == Suggestion.Kind.NEW:
        return _("Wir haben „%(name)s“ in das Verzeichnis aufgenommen.") % {"name": name}
    if kind == Suggestion.Kind.GONE:
        return _("Wir haben den Eintrag „%(name)s“ aus dem Verzeichnis genommen.") % {"name": name}
    if partly:
        return _("Wir haben ihn geprüft und zum Teil übernommen.")
    return _("Wir haben ihn geprüft und übernommen.")


def _name(suggestion: Suggestion, *, accepted: bool) -> str:
    if suggestion.organisation is not None:
        return suggestion.organisation.name
    return str(suggestion.changes.get("name", "")) if accepted else ""


def _day(suggestion: Suggestion) -> str:
    return written_out(timezone.localdate(suggestion.created_at))
