"""What a paper of the atlas is made of: each part yields blocks for one sheet, so that papers only order them."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engagiert.apps.places.public import Where
from engagiert.kernel.documents.papers import (
    Block,
    facts,
    heading,
    legend,
    paragraph,
    picture,
    points,
    small_print,
    table,
    tiles,
)
from engagiert.kernel.ui.templatetags.ui import german_date, german_number

from . import charts, drawings, selectors, wording
from .selectors import Answer, Behind, Findings, Needs, Tiles, View

# So much fits on its page; what is left out is counted, and stands in the tables beside the sheet.
_MOST_ROWS, _MOST_FALLING, _MOST_LOSING, _MOST_CHOSEN, _MOST_STEPS = 30, 8, 12, 5, 8
_MOST_TALKS, _MOST_COMMENTS, _MOST_TOWNS_NAMED, _MOST_NEEDS = 3, 3, 12, 6


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a sheet about one type says: ``view`` of its day, ``findings`` of what ends ``until`` a later one."""

    where: Where
    view: View
    findings: Findings
    tiles: Tiles
    comments: Sequence[Behind]
    needs: Needs
    today: datetime.date
    until: datetime.date
    # Of a town, what lies around it; None of an area, which is its own map.
    around: tuple[Where, Answer] | None = None

    @property
    def kind(self) -> str:
        return wording.type_in_words(self.view.answer.type)

    @property
    def day(self) -> datetime.date:
        return self.view.answer.day

    @property
    def is_synthetic(self) -> bool:
        return self.view.answer.is_synthetic or self.tiles.is_synthetic


def sentences(sheet: Sheet) -> list[str]:
    """The first sentences of the atlas page, and what ends."""
    said = wording.in_sentences(sheet.view.answer, with_mark=False)
    if sheet.until > sheet.today:
        said.append(wording.cliff_in_words(sheet.findings, sheet.until, sheet.today))
    return said


def study_tiles(sheet: Sheet) -> Block:
    return tiles(
        (ours, label, "\n".join(part for part in (known, _("Studie 2015: %(figure)s") % {"figure": theirs}) if part))
        for label, theirs, ours, known, _group in wording.tile_rows(sheet.tiles)
    )


def study() -> str:
    return _("Studie: %(source)s, ganz Nordrhein-Westfalen. %(definition)s") % {
        "source": wording.STUDY,
        "definition": wording.definition("tiles"),
    }


def map_and_legend(sheet: Sheet, *, height: int) -> Iterator[Block]:
    where, answer = sheet.around or (sheet.where, sheet.view.answer)
    if drawings.frame_of(where) is not None:
        words = _("Karte. %(sentence)s") % {"sentence": wording.in_sentences(answer, with_mark=False)[0]}
        yield picture(drawings.map_of(where, answer, "anzahl"), words, height=height)
        yield legend(drawings.legend_of(answer, "anzahl"))


def where_there_is_what(sheet: Sheet) -> Iterator[Block]:
    yield heading(_("Wo es was gibt"))
    answer, groups = sheet.view.answer, sheet.view.groups
    yield from map_and_legend(sheet, height=74 if groups or len(answer.lines) > _MOST_ROWS // 2 else 120)
    if sheet.around is not None:
        yield from like_sized(sheet)
        return
    if groups:
        head = [_("Kreis oder Stadt"), _("Einr."), _("Orte unbek."), _("weiter weg")]
        rows = [
            [one.name, german_number(one.count), german_number(one.unknown), german_number(one.beyond)]
            for one in groups
        ]
    else:
        head = [_("Ort"), _("Wissen"), _("Einr."), _("nächste km")]
        rows = [
            [one.name, wording.knowledge_in_words(one), german_number(one.count), german_number(one.nearest_km, 1)]
            for one in answer.lines
        ]
        if answer.travelled is not None:
            # The way is what people have; a sheet has room for one of both.
            head[3] = _("Minuten")
            for row, one in zip(rows, answer.lines, strict=True):
                row[3] = german_number(one.minutes, 0)
    numbers = (1, 2, 3) if groups else (2, 3)
    if len(rows) > _MOST_ROWS // 2:
        half = (len(rows) + 1) // 2
        rows = [[*left, *right] for left, right in zip(rows[:half], [*rows[half:], [""] * 4][:half], strict=True)]
        yield table([*head, *head], rows, widths=(5, 4, 2, 3) * 2, numbers=(*numbers, *(4 + one for one in numbers)))
    elif rows:
        yield table(head, rows, widths=(5, 4, 2, 3), numbers=numbers)
    yield small_print(
        _(
            "Luftlinie vom amtlichen Ortspunkt, Umkreis %(km)s km, auch über Grenzen. Weiter weg: Menschen in Orten, "
            "deren nächste bekannte Einrichtung weiter entfernt ist."
        )
        % {"km": german_number(answer.radius)}
        + " "
        + wording.whose_times(answer)
    )


def like_sized(sheet: Sheet) -> Iterator[Block]:
    """A town beside others of its size; what nobody knows of them is a dash."""
    yield small_print(_("Die Karte zeigt die Städte und Gemeinden ringsum."))
    if sheet.findings.likes:
        yield heading(_("Neben Orten ähnlicher Größe"), 3)
        yield table(
            [_("Ort"), _("Wissen"), _("Menschen"), _("Einrichtungen"), _("nächste km")],
            [
                [
                    one.name,
                    wording.knowledge_in_words(one),
                    german_number(one.population),
                    german_number(one.count) if one.listed or one.state != "unknown" else "–",
                    german_number(one.nearest_km, 1),
                ]
                for one in sheet.findings.likes
            ],
            widths=(5, 4, 3, 3, 3),
            numbers=(2, 3, 4),
        )
        yield small_print(wording.definition("likes"))


def curve(sheet: Sheet) -> Iterator[Block]:
    drawn = charts.curve(sheet.findings.steps, sheet.until)
    if drawn is not None:
        words = _("Verlauf: %(number)s Einrichtungen zählen heute, %(then)s am letzten genannten Tag.") % {
            "number": german_number(drawn.first),
            "then": german_number(sheet.findings.steps[-1].standing),
        }
        yield picture(drawings.curve_of(drawn, sheet.until), words, height=38)


def what_ends(sheet: Sheet) -> Iterator[Block]:
    found = sheet.findings
    yield heading(_("Was endet, wenn nichts verlängert wird"))
    yield paragraph(wording.cliff_in_words(found, sheet.until, sheet.today))
    yield from curve(sheet)
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
            [_("Name"), _("Ort"), _("Förderung"), _("Euro")],
            [
                [
                    one.name,
                    one.town,
                    wording.falling_in_words(one),
                    euros(one.cost),
                ]
                for one in found.falling[:_MOST_FALLING]
            ],
            widths=(6, 3, 8, 2),
            numbers=(3,),
        )
        yield from and_more(len(found.falling) - _MOST_FALLING)
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
        yield from and_more(len(found.plan.chosen) - _MOST_CHOSEN)


def euros(cost: int | None) -> str:
    return _("unbekannt") if cost is None else german_number(cost)


def and_more(number: int) -> Iterator[Block]:
    if number > 0:
        yield small_print(
            _("Und %(more)s weitere; die Tabelle zum Blatt nennt alle.") % {"more": german_number(number)}
        )


def to_talk_about(sheet: Sheet) -> Iterator[Block]:
    found = sheet.findings
    yield heading(_("Wer miteinander reden könnte"))
    yield paragraph(wording.talks_in_words(found))
    yield points(
        f"{pair(one)}: {'; '.join(wording.reasons_in_words(one))}." for one in found.talks[:_MOST_TALKS]
    )  # fmt: skip
    yield from and_more(len(found.talks) - _MOST_TALKS)
    said = [one for one in sheet.comments if one.comment]
    if said:
        yield heading(_("Was die Einrichtungen selbst sagen"), 3)
        yield points(
            _("%(name)s: „%(words)s“ (%(day)s)")
            % {"name": one.name, "words": one.comment, "day": german_date(one.commented_on)}
            for one in said[:_MOST_COMMENTS]
        )
        yield from and_more(len(said) - _MOST_COMMENTS)
    yield from needed(sheet.needs)
    yield heading(_("Wo es mehr oder weniger gibt als ringsum"))
    yield paragraph(wording.concentrations_in_words(found))
    if found.concentrations:
        yield points(concentrations(found))
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


def needed(needs: Needs) -> Iterator[Block]:
    yield heading(_("Was gebraucht wird"))
    if needs.rows:
        head = [_("Ort"), _("Was"), _("fehlt"), _("kann liegen"), _("vergeblich gesucht"), _("gezählt am")]
        yield table(head, wording.need_rows(needs)[:_MOST_NEEDS], widths=(4, 3, 2, 2, 3, 3), numbers=(2, 3, 4))
        yield from and_more(len(needs.rows) - _MOST_NEEDS)
    else:
        yield paragraph(_("Was hier gebraucht wird, hat noch niemand gezählt. Das heißt nicht, dass nichts fehlt."))


def pair(one: selectors.Talk) -> str:
    return _("%(first)s und %(second)s") % {
        "first": f"{one.parties[0].name} ({one.parties[0].town})",
        "second": f"{one.parties[1].name} ({one.parties[1].town})",
    }


def concentrations(found: Findings) -> Iterator[str]:
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
    unknown = sum(line.state == "unknown" and not line.listed for line in answer.lines)
    pairs = len(found.talks)
    steps = []
    if unknown:
        steps.append(
            ngettext(
                "Nachfragen: Von %(number)s Ort wissen wir nicht, ob es dort eine gibt.",
                "Nachfragen: Von %(number)s Orten wissen wir nicht, ob es dort eine gibt.",
                unknown,
            )
            % {"number": german_number(unknown)}
        )
    if found.falling:
        first = min((day for one in found.falling for _funder, day in one.ended), default=sheet.until)
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


def method(sheet: Sheet) -> Iterator[Block]:
    yield heading(_("Wie gerechnet wurde"))
    for code in ("cliff", "renewals", "overlap", "concentrations", "money"):
        yield small_print(wording.definition(code))
    yield facts(
        [
            (_("Stichtag"), german_date(sheet.until)),
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
