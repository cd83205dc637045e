"""Invitations into a team, as mail or as a letter to hand over: the same text, the same code."""

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Invitation, code_of_invitation, invitation_at
from engagiert.kernel.authz import Actor
from engagiert.kernel.links.public import address_of
from engagiert.kernel.ui.dates import written_out

from .models import Message
from .papers import letters_pdf
from .services import Recipient, queue_message
from .texts import Text, paragraph, short_code


def invitation_text(invitation: Invitation, *, code: str, home: str, language: str) -> Text:
    """What somebody reads who is asked to work with an office; ``home`` is the address of the installation."""
    with translation.override(language):
        facts = {"office": invitation.office.name, "role": invitation.get_role_display()}
        day = written_out(timezone.localdate(invitation.expires_at))
        blocks = (
            paragraph(_("%(office)s lädt Sie zur Mitarbeit ein. Ihre Rolle: %(role)s.") % facts),
            paragraph(
                _("Öffnen Sie den Link, oder geben Sie den Code ein. Der Code gilt einmal, bis %(day)s.") % {"day": day}
            ),
            short_code(_("Ihr Code"), code, home + address_of(code)),
            paragraph(_("Sie kennen uns nicht? Dann müssen Sie nichts tun. Geben Sie den Code niemandem weiter.")),
        )
        return Text(_("Einladung zur Mitarbeit: %(office)s") % facts, blocks, language)


def write_invitation(*, actor: Actor, invitation_id: int, home: str, language: str) -> None:
    """Queue the mail of an invitation that is still open; each code is mailed once. Needs a scope of its office."""
    invitation = invitation_at(invitation_id)
    code = code_of_invitation(invitation) if invitation is not None and invitation.is_open else ""
    if invitation is None or not code:
        return
    queue_message(
        actor=actor,
        office=invitation.office,
        key=f"{invitation.key} {invitation.expires_at.isoformat()}",
        purpose="accounts.invitation",
        recipient=Recipient(mail=invitation.mail),
        text=invitation_text(invitation, code=code, home=home, language=language),
        about=invitation.key,
    )


def invitation_pdf(invitation: Invitation, *, home: str, language: str) -> bytes:
    """The invitation on paper, to be handed over or sent; raises ``ValueError`` where its code no longer opens it."""
    code = code_of_invitation(invitation)
    if not code:
        raise ValueError("this invitation has no open code")
    now = timezone.now()
    text = invitation_text(invitation, code=code, home=home, language=language)
    letter = Message(
        office=invitation.office,
        channel=Message.Channel.LETTER,
        language=language,
        postal=[invitation.name],
        subject=text.subject,
        blocks=list(text.blocks),
        created_at=now,
    )
    return letters_pdf([letter], now=now)
