"""Text that an office writes for its own pages: a small, safe part of Markdown, drawn as HTML.

Understood are ``## headings`` (h2, ``###`` h3), paragraphs, ``- lists``, ``**bold**``, ``[words](address)`` and bare
web and mail addresses. Everything else is shown as it was typed. Packages for Markdown let HTML through or need a
cleaner behind them; here nothing is ever let through, because each piece is escaped as it is written.
"""

import re
from collections.abc import Iterator

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

_ADDRESS = r"(?:https?://|mailto:|tel:)[^\s<>\"')]+"
_INLINE = re.compile(
    rf"\*\*(?P<bold>[^*\n]+)\*\*"
    rf"|\[(?P<words>[^\]\n]+)\]\((?P<to>{_ADDRESS})\)"
    rf"|(?P<web>https?://[^\s<>\"')]*[^\s<>\"').,;:!?])"
    rf"|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)
_HEADING = re.compile(r"(#{1,4})\s+(.+)")
_ITEM = re.compile(r"[-*•]\s+(.+)")


def prose(text: str) -> SafeString:
    """The text as headings, paragraphs and lists; headings begin at h2, since the page has its h1."""
    return mark_safe("".join(_blocks(text)))  # noqa: S308 - each piece is escaped where it is made


def _blocks(text: str) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        while lines:
            if heading := _HEADING.fullmatch(lines[0]):
                level = 3 if len(heading[1]) > 2 else 2
                yield f"<h{level}>{_inline(heading[2])}</h{level}>"
                lines = lines[1:]
                continue
            is_list = bool(_ITEM.fullmatch(lines[0]))
            length = next((at for at, line in enumerate(lines) if at and _turns(line, is_list)), len(lines))
            yield _list(lines[:length]) if is_list else _paragraph(lines[:length])
            lines = lines[length:]


def _turns(line: str, in_list: bool) -> bool:
    """Whether this line begins a block of its own."""
    return bool(_HEADING.fullmatch(line)) or (bool(_ITEM.fullmatch(line)) is not in_list)


def _paragraph(lines: list[str]) -> str:
    return f"<p>{'<br>'.join(_inline(line) for line in lines)}</p>"


def _list(lines: list[str]) -> str:
    items = [found[1] for line in lines if (found := _ITEM.fullmatch(line))]
    return f"<ul>{''.join(f'<li>{_inline(item)}</li>' for item in items)}</ul>"


def _inline(text: str) -> str:
    parts, end = [], 0
    for found in _INLINE.finditer(text):
        parts += [escape(text[end : found.start()]), _marked(found)]
        end = found.end()
    return "".join([*parts, escape(text[end:])])


def _marked(found: re.Match[str]) -> str:
    if found["bold"]:
        return format_html("<b>{}</b>", found["bold"])
    if found["to"]:
        return format_html('<a href="{}">{}</a>', found["to"], found["words"])
    if found["web"]:
        shown = re.sub(r"^https?://(?:www\.)?", "", found["web"]).rstrip("/")
        return format_html('<a href="{}">{}</a>', found["web"], shown)
    return format_html('<a href="mailto:{}">{}</a>', found["mail"], found["mail"])
