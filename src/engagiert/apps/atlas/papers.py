"""The fact sheet for the council, four pages, and the yearly report of a Land: the same parts, made of the same figures
as the pages. Sentences come from rules; what nobody knows is said to be unknown."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from engagiert.apps.places.public import Where
from engagiert.kernel.documents.papers import (
    Block,
    Paper,
    facts,
    heading,
    legend,
    new_page,
    paragraph,
    picture,
    points,
    small_print,
    table,
    tiles,
)
from engagiert.kernel.ui.templatetags.ui import german_date, german_number

from . import charts, drawings, selectors, wording
from .selectors import Behind, Findings, Tiles, View

# So much fits on its page; what is left out is counted, and stands in the tables beside the sheet.
_MOST_ROWS, _MOST_FALLING, _MOST_LOSING, _MOST_CHOSEN, _MOST_STEPS = 30, 8, 12, 5, 8
_MOST_TALKS, _MOST_COMMENTS, _MOST_TOWNS_NAMED = 3, 3, 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a sheet about one type says, on one day."""

    where: Where
    view: View
    findings: Findings
    tiles: Tiles
    comments: Sequence[Behind]
    today: datetime.date

    @property
    def kind(self) -> str:
        return wording.type_in_words(self.view.answer.type)

    @property
    def day(self) -> datetime.date:
        return self.view.answer.day

    @property
    def is_synthetic(self) -> bool:
        return self.view.answer.is_synthetic or self.tiles.is_synthetic


def fact_sheet(sheet: Sheet) -> Paper:
    """Four pages: at a glance, where there is what, what ends, what to talk about and how it was counted."""
    return _paper(
        _("%(kind)s %(inside)s") % {"kind": sheet.kind, "inside": sheet.where.inside},
        _("Atlas des Engagements. Blatt für den Rat, Stichtag %(day)s, erstellt am %(today)s.")
        % {"day": german_date(sheet.day), "today": german_date(sheet.today)},
        [
            *_glance(sheet),
            new_page(),
            *_where_there_is_what(sheet),
            new_page(),
            *_what_ends(sheet),
            new_page(),
            *_to_talk_about(sheet),
            *_method(sheet),
        ],
        is_synthetic=sheet.is_synthetic,
    )


def yearly_report(sheets: Sequence[Sheet]) -> Paper:
    """The same parts for all types of a Land, one after the other, with one page of method. Raises ``ValueError``
    without a sheet."""
    if not sheets:
        raise ValueError("a report needs a type")
    first = sheets[0]
    blocks: list[Block] = [heading(_("Alle acht Arten zusammen")), _tiles(first), small_print(_study())]
    blocks += [
        table(_head_of_types(), [_row_of_type(one) for one in sheets], widths=(4, 2, 2, 2, 2), numbers=(1, 2, 3, 4))
    ]
    for sheet in sheets:
        blocks += [new_page(), heading(sheet.kind), *map(paragraph, _sentences(sheet)), *_map(sheet, height=95)]
        blocks += [heading(_("Was endet"), 3), *_curve(sheet), *map(paragraph, wording.plan_in_words(sheet.findings))]
        blocks += [heading(_("Zu besprechen"), 3), points(needs_for_action(sheet))]
    blocks += [new_page(), *_method(first)]
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


def _sentences(sheet: Sheet) -> list[str]:
    """The first sentences of the atlas page, and what ends."""
    said = wording.in_sentences(sheet.view.answer, with_mark=False)
    if sheet.day > sheet.today:
        said.append(wording.cliff_in_words(sheet.findings, sheet.day, sheet.today))
    return said


def _glance(sheet: Sheet) -> Iterator[Block]:
    yield heading(_("Auf einen Blick"))
    yield from map(paragraph, _sentences(sheet))
    yield heading(_("Alle acht Arten, neben den Zahlen der Studie"), 2)
    yield _tiles(sheet)
    yield small_print(_study())
    yield heading(_("Was zu besprechen ist"))
    yield points(needs_for_action(sheet))
    yield heading(_("Wie dieses Blatt zu lesen ist"), 3)
    yield paragraph(
        _(
            "Eine Lücke oder eine Überschneidung ist ein Anlass zum Gespräch. Nichts hier ist eine Rangfolge. "
            "Was niemand "
            "weiß, heißt unbekannt und nicht null. Wo eine Förderung endet, ist noch kein Haus geschlossen."
        )
    )


def _tiles(sheet: Sheet) -> Block:
    return tiles(
        (ours, label, "\n".join(part for part in (known, _("Studie 2015: %(figure)s") % {"figure": theirs}) if part))
        for label, theirs, ours, known, _group in wording.tile_rows(sheet.tiles)
    )


def _study() -> str:
    return _("Studie: %(source)s, ganz Nordrhein-Westfalen. %(definition)s") % {
        "source": wording.STUDY,
        "definition": wording.definition("tiles"),
    }


def _map(sheet: Sheet, *, height: int) -> Iterator[Block]:
    answer = sheet.view.answer
    if drawings.frame_of(sheet.where) is not None:
        words = _("Karte. %(sentence)s") % {"sentence": wording.in_sentences(answer, with_mark=False)[0]}
        yield picture(drawings.map_of(sheet.where, answer, "anzahl"), words, height=height)
        yield legend(drawings.legend_of("anzahl", answer.radius))


def _where_there_is_what(sheet: Sheet) -> Iterator[Block]:
    yield heading(_("Wo es was gibt"))
    answer, groups = sheet.view.answer, sheet.view.groups
    yield from _map(sheet, height=88 if groups or len(answer.lines) > _MOST_ROWS // 2 else 130)
    if groups:
        head = [_("Kreis oder Stadt"), _("Einr."), _("Orte unbek."), _("weiter weg")]
        rows = [
            [one.name, german_number(one.count), german_number(one.unknown), german_number(one.beyond)]
            for one in groups
        ]
    else:
        head = [_("Ort"), _("Wissen"), _("Einr."), _("nächste km")]
        rows = [
            [one.name, wording.state_in_words(one.state), german_number(one.count), german_number(one.nearest_km, 1)]
            for one in answer.lines
        ]
    numbers = (1, 2, 3) if groups else (2, 3)
    if len(rows) > _MOST_ROWS // 2:
        half = (len(rows) + 1) // 2
        rows = [[*left, *right] for left, right in zip(rows[:half], [*rows[half:], [""] * 4][:half], strict=True)]
        yield table([*head, *head], rows, widths=(5, 3, 2, 3) * 2, numbers=(*numbers, *(4 + one for one in numbers)))
    elif rows:
        yield table(head, rows, widths=(5, 4, 2, 3), numbers=numbers)
    yield small_print(
        _(
            "Luftlinie vom amtlichen Ortspunkt, Umkreis %(km)s km, auch über Grenzen. Weiter weg: Menschen in Orten, "
            "deren nächste bekannte Einrichtung weiter entfernt ist."
        )
        % {"km": german_number(answer.radius)}
    )


def _curve(sheet: Sheet) -> Iterator[Block]:
    drawn = charts.curve(sheet.findings.steps, sheet.day)
    if drawn is not None:
        words = _("Verlauf: %(number)s Einrichtungen zählen heute, %(then)s am letzten genannten Tag.") % {
            "number": german_number(drawn.first),
            "then": german_number(sheet.findings.steps[-1].standing),
        }
        yield picture(drawings.curve_of(drawn, sheet.day), words, height=38)


def _what_ends(sheet: Sheet) -> Iterator[Block]:
    found = sheet.findings
    yield heading(_("Was endet, wenn nichts verlängert wird"))
    yield paragraph(wording.cliff_in_words(found, sheet.day, sheet.today))
    yield from _curve(sheet)
    if len(found.steps) > 1:
        yield table(
            [_("Stichtag"), _("Förderungen enden bei"), _("zählen noch"), _("Menschen dann ohne")],
            [
                [
                    _("heute") if one.day == sheet.today else german_date(one.day),
                    *map(german_number, (one.ended, one.standing, one.people_losing)),
                ]
                for one in found.steps[:_MOST_STEPS]
            ],
            widths=(4, 4, 3, 4),
            numbers=(1, 2, 3),
        )
    if found.falling:
        yield heading(_("Wer mehr als die Hälfte verliert"), 3)
        yield table(
            [_("Name"), _("Ort"), _("Förderung"), _("Euro im Jahr")],
            [
                [
                    one.name,
                    one.town,
                    wording.falling_in_words(one),
                    _euros(one.cost),
                ]
                for one in found.falling[:_MOST_FALLING]
            ],
            widths=(5, 3, 8, 2),
            numbers=(3,),
        )
        yield from _and_more(len(found.falling) - _MOST_FALLING)
    if found.losing:
        names = ", ".join(one.name for one in found.losing[:_MOST_LOSING])
        more = len(found.losing) - _MOST_LOSING
        said = _("Orte, die dann keine mehr im Umkreis hätten: %(names)s") % {"names": names}
        yield paragraph(said + (_(" und %(more)s weitere.") % {"more": german_number(more)} if more > 0 else "."))
    yield heading(_("Welche Verlängerungen die meisten Menschen schützen"), 3)
    yield from map(paragraph, wording.plan_in_words(found))
    if found.plan.chosen:
        yield table(
            [_("Name"), _("Ort"), _("Euro im Jahr"), _("behalten eine")],
            [
                [one.name, one.town, german_number(one.cost), german_number(one.gain)]
                for one in found.plan.chosen[:_MOST_CHOSEN]
            ],
            widths=(5, 4, 2, 3),
            numbers=(2, 3),
        )
        yield from _and_more(len(found.plan.chosen) - _MOST_CHOSEN)


def _euros(cost: int | None) -> str:
    return _("unbekannt") if cost is None else german_number(cost)


def _and_more(number: int) -> Iterator[Block]:
    if number > 0:
        yield small_print(
            _("Und %(more)s weitere; die Tabelle zum Blatt nennt alle.") % {"more": german_number(number)}
        )


def _to_talk_about(sheet: Sheet) -> Iterator[Block]:
    found = sheet.findings
    yield heading(_("Wer miteinander reden könnte"))
    yield paragraph(wording.talks_in_words(found))
    yield points(
        f"{_pair(one)}: {'; '.join(wording.reasons_in_words(one))}." for one in found.talks[:_MOST_TALKS]
    )  # fmt: skip
    yield from _and_more(len(found.talks) + found.more_talks - _MOST_TALKS)
    said = [one for one in sheet.comments if one.comment]
    if said:
        yield heading(_("Was die Einrichtungen selbst sagen"), 3)
        yield points(
            _("%(name)s: „%(words)s“ (%(day)s)")
            % {"name": one.name, "words": one.comment, "day": german_date(one.commented_on)}
            for one in said[:_MOST_COMMENTS]
        )
        yield from _and_more(len(said) - _MOST_COMMENTS)
    yield heading(_("Wo es mehr oder weniger gibt als ringsum"))
    yield paragraph(wording.concentrations_in_words(found))
    if found.concentrations:
        yield points(_concentrations(found))
    yield heading(_("Wie das Geld steht"))
    if found.money.facilities:
        yield table(
            [_("Am Stichtag"), "", _("Bekannt")],
            [[label, figure, known] for label, figure, known, _group in wording.money_rows(found.money)],
            widths=(7, 2, 5),
            numbers=(1,),
        )
    else:
        yield paragraph(_("Hier ist noch keine bekannt. Das heißt nicht, dass es keine gibt."))


def _pair(one: selectors.Talk) -> str:
    return _("%(first)s und %(second)s") % {
        "first": f"{one.parties[0].name} ({one.parties[0].town})",
        "second": f"{one.parties[1].name} ({one.parties[1].town})",
    }


def _concentrations(found: Findings) -> Iterator[str]:
    """Towns that stand out alike in one sentence, the sure ones first."""
    for stable in (True, False):
        for high in (True, False):
            alike = [one for one in found.concentrations if one.stable == stable and one.high == high]
            if alike:
                names = ", ".join(one.town for one in alike[:_MOST_TOWNS_NAMED])
                more = len(alike) - _MOST_TOWNS_NAMED
                names += _(" und %(more)s weitere") % {"more": german_number(more)} if more > 0 else ""
                yield f"{wording.concentration_in_words(alike[0])}, {wording.sureness_in_words(alike[0])}: {names}."


def needs_for_action(sheet: Sheet) -> list[str]:
    """What somebody could do next, made by rules from the findings; nothing is asked where nothing is known."""
    answer, found = sheet.view.answer, sheet.findings
    unknown = sum(line.state == "unknown" for line in answer.lines)
    pairs = len(found.talks) + found.more_talks
    steps = []
    if unknown:
        steps.append(
            _("Nachfragen: Von %(number)s Orten wissen wir nicht, ob es dort eine gibt.")
            % {"number": german_number(unknown)}
        )
    if found.falling:
        first = min((day for one in found.falling for _funder, day in one.ended), default=sheet.day)
        steps.append(
            _(
                "Verlängerungen klären: Bei %(number)s Einrichtungen endet mehr als die Hälfte des Geldes, "
                "zuerst am %(day)s."
            )
            % {"number": german_number(len(found.falling)), "day": german_date(first)}
        )
    if found.people_losing:
        steps.append(
            _("Vorsorgen: In %(towns)s Orten hätten %(people)s Menschen am Stichtag keine mehr im Umkreis.")
            % {"towns": german_number(len(found.losing)), "people": german_number(found.people_losing)}
        )
    if pairs:
        steps.append(
            _("Ins Gespräch bringen: %(number)s Paare von Einrichtungen erreichen großteils dieselben Menschen.")
            % {"number": german_number(pairs)}
        )
    silent = found.money.facilities - found.money.funding_known
    if silent:
        steps.append(
            _("Ergänzen: Von %(number)s Einrichtungen ist die Förderung unbekannt.") % {"number": german_number(silent)}
        )
    return steps or [_("Aus diesen Zahlen ergibt sich gerade nichts, was zu klären wäre.")]


def _method(sheet: Sheet) -> Iterator[Block]:
    yield heading(_("Wie gerechnet wurde"))
    for code in ("cliff", "renewals", "overlap", "concentrations", "money"):
        yield small_print(wording.definition(code))
    yield facts(
        [
            (_("Stichtag"), german_date(sheet.day)),
            (_("Begriffe"), _("Fassung %(version)s") % {"version": selectors.DEFINITIONS_VERSION}),
            (
                _("Quellen"),
                "; ".join(
                    _("%(name)s, Stand %(day)s") % {"name": one.name, "day": german_date(one.as_of)}
                    for one in sheet.view.answer.sources
                )
                or _("keine"),
            ),
            (_("Menschen"), _("Statistisches Bundesamt (Destatis), dl-de/by-2-0")),
        ]
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
