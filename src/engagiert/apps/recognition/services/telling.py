"""The decision reaches whoever applied: by mail, else by letter, with its reasons."""

from engagiert.apps.cases.public import selectors as case_selectors
from engagiert.apps.messages.public import Message, queue_message
from engagiert.apps.recognition import wording
from engagiert.apps.recognition.models import Application
from engagiert.apps.recognition.own_links import own_code
from engagiert.kernel.authz import Actor


def tell_decision(*, actor: Actor, application: Application, site: str) -> Message | None:
    """The message, in the transaction of the decision; None for who must be told on the telephone or at the counter."""
    about = f"recognition.application:{application.pk}"
    way = case_selectors.way_to_asker(actor, application.office_id, about)
    if way is None:
        return None
    to, language = way
    code = own_code(application.card) if application.card is not None else ""
    return queue_message(
        actor=actor,
        office=application.office,
        key=f"recognition:decision:{application.pk}",
        purpose="recognition.decision",
        about=about,
        recipient=to,
        text=wording.decision_text(application, code, site, language),
    )
