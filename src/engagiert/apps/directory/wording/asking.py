"""What the office writes to an organisation about its own record: is it still right, here is your code."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from engagiert.apps.directory.models import Organisation
from engagiert.apps.messages.public import Text, link, paragraph, points, short_code

from .values import field_label, value_in_words

# Enough for somebody who knows the organisation to see at once what is out of date.
_SHOWN = ("opening_hours", "street", "phones", "mails", "website")


def confirmation_text(organisation: Organisation, code: str, address: str, *, by_letter: bool) -> Text:
    """The question, with the record as it stands and the way to answer with one click and without sign-in.

    In German, whatever the page of whoever asks speaks: nobody knows what the recipient does.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return _confirmation(organisation, code, address, by_letter=by_letter)


def _confirmation(organisation: Organisation, code: str, address: str, *, by_letter: bool) -> Text:
    values = {key: getattr(organisation, key) for key in _SHOWN}
    lines = [f"{field_label(key)}: {value_in_words(key, value)}" for key, value in values.items() if value]
    blocks = [
        paragraph(
            _("„%(name)s“ steht in unserem Verzeichnis. Stimmen die Angaben noch?") % {"name": organisation.name}
        ),
    ]
    if lines:
        blocks += [paragraph(_("Das steht dort zurzeit:")), points(lines)]
    blocks.append(
        paragraph(
            _(
                "Sie brauchen kein Konto. Sehen Sie sich die Angaben an, und drücken Sie auf „Alles stimmt noch“. "
                "Auf derselben Seite können Sie auch etwas ändern."
            )
        )
    )
    blocks.append(_way_in(_("Angaben ansehen und bestätigen"), code, address, by_letter=by_letter))
    last = _("Der Link gilt zwei Monate. Sie können uns auch anrufen oder auf diese Nachricht antworten.")
    blocks.append(paragraph(last))
    return Text(_("Stimmt Ihr Eintrag noch? „%(name)s“") % {"name": organisation.name}, tuple(blocks))


def claim_text(organisation: Organisation, code: str, address: str, *, by_letter: bool) -> Text:
    """The code for taking over the care of the record, to its known address, in the language of who asked for it."""
    blocks = (
        paragraph(
            _(
                "jemand möchte den Eintrag „%(name)s“ in unserem Verzeichnis selbst pflegen. "
                "Damit das niemand Fremdes tut, schicken wir den Code dafür an diese Adresse."
            )
            % {"name": organisation.name}
        ),
        _way_in(_("Eintrag übernehmen"), code, address, by_letter=by_letter),
        paragraph(
            _(
                "Der Code gilt vier Wochen und ein einziges Mal. Geben Sie ihn nur an die Person weiter, die den "
                "Eintrag pflegen soll. Haben Sie das nicht gewollt? Dann tun Sie einfach nichts, oder rufen Sie uns an."
            )
        ),
    )
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    return Text(_("Ihr Code für den Eintrag „%(name)s“") % {"name": organisation.name}, blocks, language=language)


def invitation_text(organisation: Organisation, inviter: str, code: str, address: str) -> Text:
    """Somebody who cares for the record, or the office, asks another person to join; in German."""
    with translation.override(settings.LANGUAGE_CODE):
        return _invitation(organisation, inviter, code, address)


def _invitation(organisation: Organisation, inviter: str, code: str, address: str) -> Text:
    blocks = (
        paragraph(
            _("%(inviter)s lädt Sie ein, den Eintrag „%(name)s“ in unserem Verzeichnis mit zu pflegen.")
            % {"inviter": inviter, "name": organisation.name}
        ),
        link(_("Einladung annehmen"), address),
        paragraph(_("Ihr Code dazu: %(code)s. Er gilt vier Wochen und ein einziges Mal.") % {"code": code}),
        paragraph(_("Kennen Sie die Organisation nicht? Dann tun Sie einfach nichts, oder rufen Sie uns an.")),
    )
    return Text(_("Einladung: den Eintrag „%(name)s“ pflegen") % {"name": organisation.name}, blocks)


def _way_in(label: str, code: str, address: str, *, by_letter: bool) -> dict[str, object]:
    return short_code(label, code, address) if by_letter else link(label, address)
