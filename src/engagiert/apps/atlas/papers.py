"""The fact sheet for the council, four pages, and the yearly report of a Land: the same parts, made of the same figures
as the pages. Sentences come from rules; what nobody knows is said to be unknown."""

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from engagiert.kernel.documents.papers import (
    Block,
    Paper,
    heading,
    new_page,
    paragraph,
    points,
    small_print,
    table,
)
from engagiert.kernel.ui.templatetags.ui import german_date, german_number

from . import parts, wording
from .parts import Sheet

_MOST_GOALS = 4


def fact_sheet(sheet: Sheet) -> Paper:
    """Four pages: at a glance, where there is what, what ends, what to talk about and how it was counted."""
    return _paper(
        _("%(kind)s %(inside)s") % {"kind": sheet.kind, "inside": sheet.where.inside},
        _("Atlas des Engagements. Blatt für den Rat, Stand %(day)s. Was endet, bis zum Stichtag %(until)s.")
        % {"day": german_date(sheet.day), "until": german_date(sheet.until)},
        [
            *_glance(sheet),
            new_page(),
            *parts.where_there_is_what(sheet),
            new_page(),
            *parts.what_ends(sheet),
            new_page(),
            *parts.to_talk_about(sheet),
            *parts.method(sheet),
        ],
        is_synthetic=sheet.is_synthetic,
    )


def yearly_report(sheets: Sequence[Sheet]) -> Paper:
    """The same parts for all types of a Land, one after the other, with one page of method. Raises ``ValueError``
    without a sheet."""
    if not sheets:
        raise ValueError("a report needs a type")
    first = sheets[0]
    blocks: list[Block] = [heading(_("Alle acht Arten zusammen")), parts.study_tiles(first), small_print(parts.study())]
    blocks += [
        table(_head_of_types(), [_row_of_type(one) for one in sheets], widths=(4, 2, 2, 2, 2), numbers=(1, 2, 3, 4))
    ]
    for sheet in sheets:
        blocks += [
            new_page(),
            heading(sheet.kind),
            *map(paragraph, parts.sentences(sheet)),
            *parts.map_and_legend(sheet, height=95),
        ]
        blocks += [
            heading(_("Was endet"), 3),
            *parts.curve(sheet),
            *map(paragraph, wording.plan_in_words(sheet.findings)),
        ]
        blocks += [heading(_("Zu besprechen"), 3), points(parts.needs_for_action(sheet))]
    blocks += [new_page(), *parts.method(first)]
    return _paper(
        _("Jahresbericht %(year)s: Engagement fördern %(inside)s")
        % {"year": first.today.year, "inside": first.where.inside},
        _("Atlas des Engagements, Stichtag %(day)s, erstellt am %(today)s.")
        % {"day": german_date(first.day), "today": german_date(first.today)},
        blocks,
        is_synthetic=any(sheet.is_synthetic for sheet in sheets),
    )


def _paper(title: str, under: str, blocks: list[Block], *, is_synthetic: bool) -> Paper:
    return Paper(
        title=title,
        under=under,
        blocks=tuple(blocks),
        mark=_("Beispieldaten: Diese Einrichtungen gibt es nicht.") if is_synthetic else "",
        language=(get_language() or "de")[:2],
        page_word=_("Seite"),
        tight=True,
    )


def _glance(sheet: Sheet) -> Iterator[Block]:
    yield heading(_("Auf einen Blick"))
    yield from map(paragraph, parts.sentences(sheet))
    yield heading(_("Alle acht Arten, neben den Zahlen der Studie"), 2)
    yield parts.study_tiles(sheet)
    yield small_print(parts.study())
    yield heading(_("Was zu besprechen ist"))
    yield points(parts.needs_for_action(sheet))
    if sheet.needs.goals:
        yield heading(_("Ziele, die gesetzt sind"), 3)
        yield points(wording.goal_in_words(one) for one in sheet.needs.goals[:_MOST_GOALS])
        yield from parts.and_more(len(sheet.needs.goals) - _MOST_GOALS)
    yield heading(_("Wie dieses Blatt zu lesen ist"), 3)
    yield paragraph(
        _(
            "Eine Lücke oder eine Überschneidung ist ein Anlass zum Gespräch. Nichts hier ist eine Rangfolge. "
            "Was niemand "
            "weiß, heißt unbekannt und nicht null. Wo eine Förderung endet, ist noch kein Haus geschlossen."
        )
    )


def _head_of_types() -> list[str]:
    return [_("Art"), _("Einrichtungen"), _("Orte mit einer"), _("am Stichtag"), _("Menschen weiter weg")]


def _row_of_type(sheet: Sheet) -> list[str]:
    answer = sheet.view.answer
    return [
        sheet.kind,
        german_number(answer.listed),
        german_number(answer.towns_with),
        german_number(answer.facilities),
        german_number(answer.population_beyond),
    ]
