"""“Barriere melden”: a report is a case, so that somebody answers it in time and the reporter sees how it stands."""

from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import Kind, asked_by, register, services
from engagiert.kernel.authz import Actor

# Who reports hears first within a week; the law gives two weeks at the least (places/enforcement.py).
BARRIER = Kind("front.barrier", _("Barriere"), promised_days=5, by_hand=True)
register(BARRIER)


def report_barrier(
    *, actor: Actor, office: Office, text: str, page: str = "", reply_to: str = "", token: str, language: str
) -> str:
    """Hand the report to the office; ``page`` is the path that hinders. The code by which one sees how it stands."""
    # Written down in German: it is the office that reads it.
    words = text + (f"\n\nSeite: {page}" if page else "")
    first = text.strip().splitlines()[0][:80]
    _case, code = services.hand_in(
        actor=actor,
        office=office,
        kind=BARRIER.code,
        asker=asked_by(name="", for_whom="", reach=reply_to, language=language),
        subject=first,
        text=words,
        token=token,
    )
    return code
