"""The little XML that feed, map of pages and catalogue need; every text and value is escaped here."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr


def element(name: str, text: str | None = None, attributes: Mapping[str, str] | None = None, *, inner: str = "") -> str:
    """One element on a line of its own; ``text`` is escaped, ``inner`` is XML already."""
    marks = "".join(f" {key}={quoteattr(allowed(value))}" for key, value in (attributes or {}).items())
    content = inner if text is None else escape(allowed(text))
    return f"<{name}{marks}>{content}</{name}>\n" if content else f"<{name}{marks}/>\n"


def allowed(text: str) -> str:
    """Without the control characters that XML 1.0 knows no way to write."""
    return "".join(character for character in text if character >= " " or character in "\t\n\r")
