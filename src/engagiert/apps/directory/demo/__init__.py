"""The demo: thirteen towns with an invented inventory, and people who may sign in. See ``README.md``."""

from collections.abc import Callable

from engagiert.apps.accounts.public import DEMO_PASSWORD

from .loading import load_everything
from .own_records import CONTACTS
from .people import PEOPLE

SIGN_INS = [(person.title, person.mail, DEMO_PASSWORD) for person in (*PEOPLE, *CONTACTS)]


def load(*, say: Callable[[str], None]) -> None:
    """Load what is missing of the demo."""
    load_everything(say)
