"""Whoever signed up hears by mail, else by letter, else from a person who rings."""

from django.core.exceptions import ValidationError

from engagiert.apps.cases.public import Case, From, close_cases_about, open_case
from engagiert.apps.cases.public import selectors as case_selectors
from engagiert.apps.messages.public import Recipient, Text, queue_message
from engagiert.apps.programme.kinds import CALL
from engagiert.apps.programme.models import Signup
from engagiert.apps.programme.selectors import CODE
from engagiert.kernel.authz import Actor
from engagiert.kernel.links.public import Link, code_of, open_link

# Longer than anybody signs up ahead; what the code opens is gone a month after the outing.
_DAYS = 400


def code_of_signup(signup: Signup) -> str:
    """The code of the page of this sign-up, in the open scope of its office; always the same."""
    about = _about(signup)
    living = Link.objects.filter(office_id=signup.office_id, purpose=CODE, about=about, withdrawn_at=None).first()
    return code_of(living or open_link(office_id=signup.office_id, purpose=CODE, about=about, days=_DAYS))


def tell(actor: Actor, signup: Signup, what: str, text: Text, call: str = "") -> None:
    """Write it once, named by ``what``. Who cannot be written to is rung where ``call`` says what about."""
    postal = tuple(signup.postal) if call else ()
    if signup.mail or postal:
        try:
            queue_message(
                actor=actor,
                office=signup.office,
                key=f"programme:{signup.pk}:{what}",
                purpose="programme.outing",
                about=_about(signup),
                recipient=Recipient(signup.mail, postal),
                text=text,
            )
        except ValidationError:
            # An address that cannot be one stops nobody else's word.
            pass
        else:
            return
    if call:
        ring(actor, signup, call)


def ring(actor: Actor, signup: Signup, what: str) -> None:
    """A case to ring them, unless one is open."""
    about = _about(signup)
    if about in case_selectors.open_abouts(signup.office_id, (about,)):
        return
    open_case(
        actor=actor,
        office=signup.office,
        kind=CALL.code,
        asker=From(name=signup.name, phone=signup.phone, language=signup.language),
        channel=Case.Channel.OFFICE,
        subject=f"{what}: {signup.outing.title}, {signup.name}"[:200],
        about=about,
    )


def end_calls(actor: Actor, signup: Signup) -> None:
    """They have answered: nobody rings any more."""
    close_cases_about(actor=actor, office=signup.office, about=_about(signup), outcome=Case.Outcome.ANSWERED)


def _about(signup: Signup) -> str:
    return f"programme.signup:{signup.pk}"
