"""“Barriere melden”: where a report goes. The one place to change when reports become cases."""

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import submit_suggestion
from engagiert.apps.places.public import Place
from engagiert.kernel.authz import Actor


def report_barrier(
    *, actor: Actor, office: Office, place: Place, text: str, page: str = "", reply_to: str = ""
) -> None:
    """Hand the report to the office, where it waits for an answer; ``page`` is the path that hinders."""
    # Written down in German: it is the office that reads it.
    words = f"Barriere: {text}" + (f"\n\nSeite: {page}" if page else "")
    submit_suggestion(actor=actor, kind="remark", office=office, place=place, text=words, reply_to=reply_to)
