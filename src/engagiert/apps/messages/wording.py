"""What a message's state means, in a sentence, and what to do about it."""

import datetime

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagiert.kernel.ui.dates import written_out

from .models import Inbound, InboundFile, Message

PROBLEMS = {
    "server": gettext_lazy("Der Mailserver antwortet nicht."),
    "login": gettext_lazy("Der Mailserver nimmt unsere Anmeldung nicht an. Sagen Sie es dem Betrieb."),
    "sender": gettext_lazy("Der Mailserver nimmt unseren Absender nicht an. Sagen Sie es dem Betrieb."),
    "recipient": gettext_lazy("Der Mailserver nimmt diese Adresse nicht an."),
    "text": gettext_lazy("Der Mailserver nimmt diese Mail nicht an."),
    "internal": gettext_lazy("Bei uns ist etwas schiefgegangen. Sagen Sie es dem Betrieb."),
    "no_answer": gettext_lazy("Der Mailserver hat die Mail bekommen, aber nicht gesagt, ob er sie annimmt."),
    "restored": gettext_lazy(
        "Die Datenbank kam aus der Sicherung; vielleicht war die Mail danach schon hinausgegangen."
    ),
    "interrupted": gettext_lazy("Beim Senden ist das Programm stehen geblieben."),
    "back": gettext_lazy("Die Mail kam zurück: Sie konnte nicht zugestellt werden."),
    "back_unknown": gettext_lazy("Die Mail kam zurück: Diese Adresse gibt es nicht."),
    "back_domain": gettext_lazy("Die Mail kam zurück: Der Teil hinter dem @ stimmt nicht, oder der Server dort fehlt."),
    "back_full": gettext_lazy("Die Mail kam zurück: Das Postfach ist voll."),
    "back_too_big": gettext_lazy("Die Mail kam zurück: Sie ist für dieses Postfach zu groß."),
    "back_unwanted": gettext_lazy("Die Mail kam zurück: Der Server dort will keine Mails von uns annehmen."),
}
# A recipient's address that is wrong, whoever said so.
_WRONG_ADDRESS = ("recipient", "back_unknown", "back_domain")
INBOUND_PROBLEMS = {
    "unreadable": gettext_lazy("Diese Mail ist beschädigt. Nur Absender und Betreff sind lesbar."),
    "cut": gettext_lazy("Diese Mail ist sehr groß. Nicht alles davon ist hier."),
}
LEFT_OUT = {
    "program": gettext_lazy("Ein Programm: nicht aufbewahrt, weil es Schaden anrichten kann."),
    "size": gettext_lazy("Zu groß: nicht aufbewahrt."),
}


def state_line(message: Message) -> str:
    """Where the message is, in one sentence."""
    lines = {
        Message.State.WAITING: _to_print if message.is_letter else _waiting,
        Message.State.SENDING: lambda _message: _("Wird gerade gesendet."),
        Message.State.SENT: _sent,
        Message.State.FAILED: _failed,
        Message.State.IN_DOUBT: lambda _message: _("Unsicher, ob die Mail angekommen ist."),
        Message.State.PRINTED: lambda m: _("Gedruckt am %(when)s.") % {"when": _when(m.settled_at)},
        Message.State.CANCELLED: _cancelled,
    }
    return lines[Message.State(message.state)](message)


def reason(message: Message) -> str:
    """Why it is not there yet; empty where nothing is wrong."""
    return str(PROBLEMS.get(message.problem, "")) if message.problem else ""


def what_to_do(message: Message) -> str:
    """What a person should do now; empty where nothing is to be done."""
    if message.state == Message.State.IN_DOUBT:
        return _("Fragen Sie nach, ob die Mail da ist. Ohne Ihre Entscheidung wird sie nicht noch einmal gesendet.")
    if message.state == Message.State.FAILED:
        if message.problem in _WRONG_ADDRESS:
            return _("Prüfen Sie die Adresse. Sonst rufen Sie an, oder schicken Sie einen Brief.")
        return _("Senden Sie die Mail noch einmal, rufen Sie an, oder schicken Sie einen Brief.")
    if message.state == Message.State.WAITING and message.is_letter:
        return _("Drucken Sie den Brief, und geben Sie ihn in die Post.")
    if message.state == Message.State.WAITING and message.problem:
        return _("Sie müssen nichts tun: Es wird fünf Tage lang immer wieder versucht.")
    return ""


def tone(message: Message) -> str:
    """The kind of tag that carries the state: a word always stands in it, the colour only helps."""
    state = Message.State(message.state)
    if state in (Message.State.SENT, Message.State.PRINTED):
        return "ok"
    if state in (Message.State.FAILED, Message.State.IN_DOUBT):
        return "warn"
    return "" if state == Message.State.CANCELLED else "info"


def state_word(message: Message) -> str:
    if message.is_letter and message.state == Message.State.WAITING:
        return _("zu drucken")
    return str(message.get_state_display())


def _waiting(message: Message) -> str:
    if message.problem:
        return _("Wartet. Nächster Versuch am %(when)s.") % {"when": _when(message.due_at)}
    if message.due_at > timezone.now():
        return _("Wartet. Wird gesendet am %(when)s.") % {"when": _when(message.due_at)}
    return _("Wartet darauf, gesendet zu werden.")


def _to_print(_message: Message) -> str:
    return _("Ein Brief, der noch zu drucken ist.")


def _sent(message: Message) -> str:
    if message.settled_by:
        return _("Angekommen, sagt %(who)s am %(when)s.") % {
            "who": message.settled_by,
            "when": _when(message.settled_at),
        }
    return _("Gesendet am %(when)s.") % {"when": _when(message.settled_at)}


def _failed(message: Message) -> str:
    return _("Nicht zustellbar seit %(when)s.") % {"when": _when(message.tried_at)}


def _cancelled(message: Message) -> str:
    """Never more than is known: what was tried may have arrived all the same."""
    if message.attempts:
        return _("Nicht weiter verfolgt, so entschieden am %(when)s.") % {"when": _when(message.settled_at)}
    return _("Nicht gesendet, so entschieden am %(when)s.") % {"when": _when(message.settled_at)}


def _when(moment: datetime.datetime | None) -> str:
    if moment is None:
        return "–"
    local = timezone.localtime(moment)
    return _("%(day)s, %(time)s Uhr") % {"day": written_out(local.date()), "time": time_format(local.time(), "H:i")}


def inbound_sender(inbound: Inbound) -> str:
    """Who wrote, as people write it; never empty."""
    if inbound.sender_name and inbound.sender_mail:
        return f"{inbound.sender_name} ({inbound.sender_mail})"
    return inbound.sender_name or inbound.sender_mail or _("ohne Absender")


def inbound_subject(inbound: Inbound) -> str:
    return inbound.subject or _("ohne Betreff")


def inbound_problem(inbound: Inbound) -> str:
    """What could not be read or kept; empty where all is there."""
    return str(INBOUND_PROBLEMS.get(inbound.problem, ""))


def inbound_warning(inbound: Inbound) -> str:
    """A reply from an address to which we have not written: perhaps somebody else; empty otherwise."""
    if inbound.answers is None or inbound.known_sender or inbound.kind == Inbound.Kind.BOUNCE:
        return ""
    if inbound.answers.is_letter:
        return _("Diese Mail antwortet auf einen Brief. Prüfen Sie, ob sie von der Person kommt.")
    return _("Diese Mail kommt von einer anderen Adresse als der, an die wir geschrieben haben.")


def left_out(file: InboundFile) -> str:
    """Why a file was not kept; empty where it was."""
    return str(LEFT_OUT.get(file.left_out, ""))
