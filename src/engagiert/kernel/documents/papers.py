"""A paper of several pages: title, headings, text, lists and tables; as PDF/UA, and as text to go on writing in."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .typesetting import set_in_type

_TEMPLATE = Path(__file__).with_name("paper.typ")

type Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Paper:
    """``blocks`` are dictionaries with ``kind``: ``heading`` (``level`` 2 to 4, ``text``), ``text``, ``list``
    (``entries``), ``facts`` (``rows`` of label and value), ``table`` (``head``, ``rows``). ``mark`` stands on every
    page, such as “Entwurf, bitte prüfen lassen”."""

    title: str
    blocks: tuple[Block, ...]
    under: str = ""
    mark: str = ""
    language: str = "de"
    page_word: str = "Seite"
    # Wide tables are easier to read on a page that lies.
    landscape: bool = False


def heading(text: Any, level: int = 2) -> Block:
    return {"kind": "heading", "level": level, "text": str(text)}


def paragraph(text: Any) -> Block:
    return {"kind": "text", "text": str(text)}


def points(entries: Iterable[Any]) -> Block:
    return {"kind": "list", "entries": [str(entry) for entry in entries]}


def facts(rows: Iterable[tuple[Any, Any]]) -> Block:
    """Pairs of what it is and how it is; a pair without a value is left out."""
    return {"kind": "facts", "rows": [[str(label), str(value)] for label, value in rows if str(value)]}


def table(head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Block:
    return {"kind": "table", "head": [str(cell) for cell in head], "rows": [[str(c) for c in row] for row in rows]}


def paper_as_pdf(paper: Paper, *, on: datetime.datetime) -> bytes:
    """``on`` is the moment the file says it was made."""
    data = {
        "title": paper.title,
        "under": paper.under,
        "mark": paper.mark,
        "language": paper.language,
        "page_word": paper.page_word,
        "landscape": paper.landscape,
        "blocks": list(paper.blocks),
    }
    return set_in_type(_TEMPLATE, data, on=on)


def paper_as_markdown(paper: Paper) -> str:
    """The same as Markdown, which every editor reads and word processors import."""
    parts = [f"# {paper.title}", *(f"**{word}**" for word in (paper.mark,) if word)]
    parts += [paper.under] if paper.under else []
    return "\n\n".join([*parts, *(_markdown(block) for block in paper.blocks)]) + "\n"


def _markdown(block: Block) -> str:
    match block["kind"]:
        case "heading":
            return f"{'#' * block['level']} {block['text']}"
        case "list":
            return "\n".join(f"- {_one_line(entry)}" for entry in block["entries"])
        case "facts":
            return "\n".join(f"- **{label}:** {_one_line(value)}" for label, value in block["rows"])
        case "table":
            rows = [block["head"], ["---"] * len(block["head"]), *block["rows"]]
            return "\n".join(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows)
        case _:
            return str(block["text"])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _cell(text: str) -> str:
    return _one_line(text).replace("|", "\\|")
