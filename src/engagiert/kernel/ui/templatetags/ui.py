"""Template tags and filters of the look: icons, QR codes, German dates and numbers, form fields, page addresses."""

import datetime
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlencode

import segno
from django import template
from django.conf import settings
from django.core.paginator import Paginator
from django.forms import BoundField
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, FileInput, Input, RadioSelect, Select, Textarea
from django.http import QueryDict
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import number_format, time_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from engagiert.kernel.ui import dates, notices
from engagiert.kernel.ui.prose import prose

register = template.Library()
register.filter("prose", prose)

PAGE_PARAMETER: Final = "seite"
_QUIET_ZONE: Final = 4
_QR_MASK: Final = 2
_SHARES: Final = ("created", "changed", "merged", "review", "refused", "unchanged")


@register.simple_tag
def icon(name: str, style: str = "") -> SafeString:
    """An icon of the sprite, silent for screen readers: the word beside it speaks. `style` is `l` or `dir`.

    `dir` icons point along the reading direction and are mirrored in right-to-left languages.
    """
    return _icon(name, style)


@register.simple_tag
def in_german() -> str:
    """An attribute for what people have written, which is German whatever the page speaks; nothing on German pages."""
    if get_language() == settings.LANGUAGE_CODE:
        return ""
    return format_html(' lang="{}"', settings.LANGUAGE_CODE)


@register.simple_tag
def sprite() -> str:
    """Address of the icon sprite, for pictures that place icons themselves."""
    return _sprite()


@cache
def _sprite() -> str:
    return static("vendor/icons.svg")


@cache
def _icon(name: str, style: str) -> SafeString:
    classes = f"e-i e-i--{style}" if style else "e-i"
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', classes, _sprite(), name
    )


@register.simple_tag
def qr(address: str, label: str = "") -> SafeString:
    """A QR code (error correction M, quiet zone of 4 modules) as SVG, one path, named for screen readers."""
    size, path = _modules(address)
    return format_html(
        '<svg class="e-qr" viewBox="0 0 {} {}" role="img" aria-label="{}" shape-rendering="crispEdges">'
        '<path d="{}"/></svg>',
        size,
        size,
        label or _("QR-Code mit der Adresse dieser Seite"),
        path,
    )


@lru_cache(maxsize=500)
def _modules(address: str) -> tuple[int, SafeString]:
    """Width and path of the code of an address; both follow from it alone, and making them takes a millisecond."""
    # Every mask is valid; to look for the most even one would take five times as long as all the rest.
    code = segno.make(address, error="m", micro=False, mask=_QR_MASK)
    parts = []
    for row, line in enumerate(code.matrix, _QUIET_ZONE):
        column = _QUIET_ZONE
        for dark, run in groupby(line):
            width = len(list(run))
            if dark:
                parts.append(f"M{column} {row}h{width}v1h-{width}z")
            column += width
    # digits and letters made above
    return len(code.matrix) + 2 * _QUIET_ZONE, mark_safe("".join(parts))  # noqa: S308


@register.filter
def german_number(value: float | Decimal | None, places: int | None = None) -> str:
    """`1342` as `1.342`, `1.4` with one place as `1,4`, in English the other way round; nothing as an en dash."""
    if value is None or value == "":
        return "–"
    return _number(value, places, get_language())


# The same small numbers stand on every page; 1, 1.0 and True are written differently.
@lru_cache(maxsize=5000, typed=True)
def _number(value: float | Decimal, places: int | None, _language: str | None) -> str:
    return number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


@register.filter
def german_date(value: datetime.date | None, form: str = "long") -> str:
    """`23. November 2026`; `short` gives `23.11.2026`, `time` adds `, 16:05 Uhr`; in English as it is written there.

    Moments are shown in local time.
    """
    if not value:
        return ""
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    day = dates.short(value) if form == "short" else dates.written_out(value)
    if form == "time" and isinstance(value, datetime.datetime):
        return _("%(day)s, %(time)s Uhr") % {"day": day, "time": time_format(value.time(), "H:i")}
    return day


@register.filter
def weekday_date(value: datetime.date) -> str:
    """`Montag, 23. November 2026`, for the head of a page."""
    return dates.with_weekday(value)


@register.filter
def iso_date(value: str | None) -> datetime.date | None:
    """A date out of a JSON document (`2026-11-23`), for `german_date`."""
    return datetime.date.fromisoformat(value[:10]) if value else None


@register.simple_tag(takes_context=True)
def page_url(context: Context, number: int | None = None, **changes: object) -> str:
    """This page's address with its query string kept, `number` as the page and other parameters changed.

    A parameter set to None or an empty string is taken out; page 1 needs no parameter.
    """
    request = context.get("request")
    # A copy of the query as Django makes it costs as much as all the rest of a link, and a page has many.
    query: dict[str, list[str]] = dict(request.GET.lists()) if request is not None else {}
    query.pop(PAGE_PARAMETER, None)
    if number is not None and number > 1:
        changes[PAGE_PARAMETER] = number
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        else:
            query[name] = [str(value)]
    return f"?{urlencode(query, doseq=True)}" if query else (request.path if request is not None else "?")


# What belongs to one view of the results only.
_OF_ONE_VIEW: Final = (PAGE_PARAMETER, "ausschnitt")


@register.simple_tag(takes_context=True)
def same_question(context: Context) -> str:
    """The query string of this page for another view of the same results, or nothing."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    for name in _OF_ONE_VIEW:
        query.pop(name, None)
    return f"?{query.urlencode()}" if query else ""


@register.simple_tag
def chip(label: str, url: str, count: int | None = None, active: bool = False, group: str = "") -> SafeString:
    """A filter as a link with the number of results behind it; an active one takes itself out.

    ``group`` names the filters it belongs to and gives it an id.
    """
    return _chips([(label, url, count, active)], group)


@register.simple_tag
def chips(options: Iterable[Any], group: str) -> SafeString:
    """The filters of one group. A directory page shows dozens: a tag for each would cost more than the results."""
    return _chips(((one.label, one.url, one.count, one.active) for one in options), group)


def _chips(options: Iterable[tuple[str, str, int | None, bool]], group: str) -> SafeString:
    hits, out = escape(_("Treffer")), escape(_("Filter entfernen"))
    drawn = []
    for label, url, count, active in options:
        state = " e-chip--on" if active else " e-chip--zero" if count == 0 else ""
        name = f' id="{_chip_id(label, group)}"' if group else ""
        number = off = ""
        if count is not None and (count or not active):
            number = f' <small>{german_number(count)}<span class="e-vh"> {hits}</span></small>'
        if active:
            off = f'{_icon("x", "")}<span class="e-vh">{out}</span>'
        drawn.append(f'<a{name} class="e-chip{state}" href="{escape(url)}">{escape(label)}{number}{off}</a>')
    # Each part is escaped above or a slug; format_html costs three times as much.
    return mark_safe("".join(drawn))  # noqa: S308


@register.simple_tag
def tags(words: Iterable[str]) -> SafeString:
    """A record's labels in a list of results, the first one stressed; drawn at once, because a page has dozens."""
    drawn = [f'<span class="e-tag">{escape(word)}</span>' for word in words]
    drawn[:1] = [one.replace("e-tag", "e-tag e-tag--acc", 1) for one in drawn[:1]]
    return mark_safe("".join(drawn))  # noqa: S308 - escaped above


@lru_cache(maxsize=1000)
def _chip_id(label: str, group: str) -> str:
    """The same id for the same filter on every page, so that the focus stays on it when results are exchanged."""
    return f"f-{slugify(group)}-{slugify(label)}"


@register.filter
def dialled(phone: str) -> str:
    """A number as a phone dials it: what people write between the digits is no part of a ``tel:`` address."""
    return re.sub(r"[^\d+]", "", phone)


@register.filter
def bare_address(url: str) -> str:
    """A web address as people say it: without protocol and closing slash."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


@register.filter
def page_numbers(paginator: "Paginator[Any]", number: int) -> list[int | None]:
    """First, last and the pages round `number`; None stands for a gap."""
    last = paginator.num_pages
    shown = sorted({1, last, *range(max(1, number - 1), min(last, number + 1) + 1)})
    row: list[int | None] = []
    for page in shown:
        if row and row[-1] is not None and page - row[-1] > 1:
            row.append(None)
        row.append(page)
    return row


@register.simple_tag
def share_bar(counts: Mapping[str, int], label: str) -> SafeString:
    """One bar of coloured shares, in the order of an import's outcomes; `label` says the same in words."""
    parts, start = [], 0.0
    whole = sum(counts.get(name, 0) for name in _SHARES) or 1
    for name in _SHARES:
        width = 1000 * counts.get(name, 0) / whole
        if width:
            parts.append(
                format_html(
                    '<rect class="{}" x="{}" width="{}" height="14"/>', name, f"{start:.0f}", f"{max(width - 3, 2):.0f}"
                )
            )
            start += width
    return format_html(
        '<svg class="e-share" viewBox="0 0 1000 14" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>',
        label,
        mark_safe("".join(parts)),  # noqa: S308 - each part is escaped above
    )


@register.filter
def undo_url(extra_tags: str | None) -> str:
    """The address that undoes what a message tells about, or nothing (see `kernel.ui.notices`)."""
    return notices.undo_url_of(extra_tags or "")


@register.simple_block_tag
def note(content: str, kind: str = "info", title: str = "") -> SafeString:
    """A quiet box with an icon: `info`, `ok`, `warn`, `bad`; the icon's word is said to screen readers."""
    names = {"info": "info", "ok": "circle-check", "warn": "triangle-alert", "bad": "circle-x"}
    words = {"info": pgettext("Kasten", "Hinweis"), "ok": _("Erledigt"), "warn": _("Achtung"), "bad": _("Fehler")}
    head = format_html("<p><b>{}</b></p>", title) if title else ""
    return format_html(
        '<div class="e-note e-note--{}">{}<div class="e-stack e-stack--xs">'
        '<span class="e-vh">{}:</span>{}{}</div></div>',
        kind,
        _icon(names[kind], ""),
        words[kind],
        head,
        content,
    )


@register.simple_tag
def field_widget(field: BoundField, label: str = "") -> SafeString:
    """The control of a form field in the project's classes; `label` names it where no label element does."""
    widget = field.field.widget
    attrs: dict[str, Any] = {}
    if css := _widget_class(widget):
        given = widget.attrs.get("class", "")
        attrs["class"] = f"{given} {css}".strip()
    if label:
        attrs["aria-label"] = label
    return SafeString(field.as_widget(attrs=attrs))


def _widget_class(widget: object) -> str:
    if isinstance(widget, CheckboxSelectMultiple | RadioSelect):
        return ""
    if isinstance(widget, CheckboxInput):
        return "e-check"
    if isinstance(widget, FileInput):
        return "e-drop__input"
    if isinstance(widget, Select):
        return "e-input e-select"
    if isinstance(widget, Textarea):
        return "e-input e-area"
    return "e-input" if isinstance(widget, Input) else ""


@register.filter
def control(field: BoundField) -> str:
    """Which shape a field takes: `hidden`, `choices`, `check`, `file` or `line`."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, CheckboxSelectMultiple | RadioSelect):
        return "choices"
    if isinstance(widget, CheckboxInput):
        return "check"
    return "file" if isinstance(widget, FileInput) else "line"


@register.filter
def error_rows(form: Any) -> list[tuple[str, str]]:
    """Every error of a form as (id to jump to, sentence), in the order of the fields; form errors come first."""
    rows = [("", str(message)) for message in form.non_field_errors()]
    for field in form:
        # a group of choices has no control with the group's own id: jump to its first choice
        target = f"{field.auto_id}_0" if control(field) == "choices" else field.id_for_label
        mark = "" if str(field.label).endswith("?") else ":"
        rows += [(target, f"{field.label}{mark} {message}") for message in field.errors]
    return rows
