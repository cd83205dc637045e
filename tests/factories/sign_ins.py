"""The code for signing in that a mail brings."""

import re


def sign_in_code(mail: str) -> str:
    """The code in the text of a mail."""
    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mail, re.MULTILINE)
    assert found, mail
    return found[1]
