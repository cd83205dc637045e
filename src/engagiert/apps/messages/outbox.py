"""The folder in which mails lie where the operator names no mail server: for a trial, never cleared by anybody else."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings

from engagiert.kernel.privacy.marks import Wanted

# What Django's file backend writes between two mails of one connection.
_BETWEEN = b"-" * 79


def remove_mails(who: Wanted) -> int:
    """Remove the files in which the person stands; how many. Of each mail the row at its office is the record."""
    folder = settings.MAILERS["default"].get("OPTIONS", {}).get("file_path")
    if not folder or not Path(folder).is_dir():
        return 0
    found = [file for file in Path(folder).iterdir() if file.is_file() and any(map(who.spans, _texts(file)))]
    for file in found:
        file.unlink(missing_ok=True)
    return len(found)


def _texts(file: Path) -> Iterator[str]:
    for written in file.read_bytes().split(_BETWEEN):
        mail = message_from_bytes(written.lstrip(), policy=policy.default)
        yield from (str(value) for value in mail.values())
        for part in mail.walk():
            if part.get_content_maintype() == "text":
                yield str(part.get_content())
