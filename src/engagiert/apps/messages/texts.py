"""What a message says, written once: the same blocks become plain text, HTML and a letter.

A block is a dictionary that JSON knows. What people wrote goes in as it is and is never read as markup: there is no
syntax in it that could be broken or forged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office

type Block = dict[str, Any]

LANGUAGES = ("de", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """Subject and blocks, without greeting and signature: those come with the office (``framed``)."""

    subject: str
    blocks: tuple[Block, ...]
    language: str = "de"

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise ValueError(f"no message can be written in {self.language!r}")


def paragraph(text: str) -> Block:
    return {"kind": "text", "text": text}


def quote(text: str) -> Block:
    """What somebody else wrote, set apart."""
    return {"kind": "quote", "text": text}


def points(items: Iterable[str]) -> Block:
    return {"kind": "list", "entries": list(items)}


def link(label: str, address: str) -> Block:
    return {"kind": "link", "label": label, "address": address}


def short_code(label: str, text: str, address: str) -> Block:
    """A code to type in (on paper beside a QR code with the same address). At most one a message."""
    return {"kind": "code", "label": label, "text": text, "address": address}


def framed(blocks: Sequence[Block], office: Office, language: str) -> list[Block]:
    """The blocks between greeting and signature of the office."""
    with translation.override(language):
        greeting, farewell = _("Guten Tag,"), _("Mit freundlichen Grüßen")
    return [paragraph(greeting), *blocks, paragraph(f"{farewell}\n{office.name}")]


def reach(office: Office, language: str) -> list[tuple[str, str]]:
    """How the office is reached, as (label, value), without what it has not said."""
    with translation.override(language):
        address = "\n".join(filter(None, (office.street, office.town_line)))
        known = [
            (_("Telefon"), office.phone),
            (_("E-Mail"), office.mail),
            (_("Anschrift"), address),
            (_("Zimmer"), office.room),
            (_("Sprechzeiten"), office.opening_hours),
        ]
    return [(label, value) for label, value in known if value]


def as_text(blocks: Sequence[Block], office: Office, language: str) -> str:
    """The plain part of a mail."""
    written = [_plain(block) for block in framed(blocks, office, language)]
    signature = [f"{label}: {value.replace(chr(10), ', ')}" for label, value in reach(office, language)]
    return "\n\n".join([*written, *(["\n".join(["-- ", *signature])] if signature else [])]) + "\n"


def _plain(block: Block) -> str:
    match block["kind"]:
        case "quote":
            return "\n".join(f"> {line}" for line in block["text"].splitlines())
        case "list":
            return "\n".join(f"- {item}" for item in block["entries"])
        case "link":
            return f"{block['label']}:\n{block['address']}"
        case "code":
            return f"{block['label']}: {block['text']}\n{block['address']}"
        case _:
            return str(block["text"])


def as_html_body(blocks: Sequence[Block], office: Office, language: str) -> str:
    """What stands in the HTML part, without its head, to be shown inside a page."""
    context = {"blocks": framed(blocks, office, language), "reach": reach(office, language)}
    return render_to_string("messages/message_mail.html#body", context)


def as_html(blocks: Sequence[Block], office: Office, subject: str, language: str) -> str:
    """The HTML part of a mail: bare elements, nothing that is fetched from anywhere."""
    context = {
        "blocks": framed(blocks, office, language),
        "reach": reach(office, language),
        "subject": subject,
        "language": language,
    }
    return render_to_string("messages/message_mail.html", context)
