"""What the reader of the atlas chooses: a type, a distance, a day, and what else a page needs."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from engagiert.apps.directory.public import FACILITY_TYPES
from engagiert.kernel.ui.templatetags.ui import german_number

from .selectors import FIRST_MINUTES
from .wording import GROUPS

QUARTERS = 16
LARGEST_RADIUS = 500
RADII = (5, 10, 15, 20, 30, 50)
MINUTES = (10, 15, 20, 30, 45, 60)
# What the map can show where there are travel times.
MEASURES = [("anzahl", _("wo es Einrichtungen gibt")), ("weite", _("wie weit die nächste ist"))]
BY_TIME = ("fahrzeit", _("wie lange die Fahrt zur nächsten dauert"))
# Euros a year that renewals may cost in all.
SUMS = (50_000, 100_000, 250_000, 500_000, 1_000_000)
FIRST_TYPE, FIRST_RADIUS, FIRST_MEASURE, FIRST_GROUP, FIRST_SUM = "freiwilligenagentur", 15, "anzahl", "alle", 250_000
# Beyond these no register of grants says anything.
_EARLIEST, _LATEST = datetime.date(1990, 1, 1), datetime.date(2100, 1, 1)
# Page → the fields that it needs, in their order.
FIELDS_OF: Mapping[str, tuple[str, ...]] = {
    "karte": ("art", "umkreis", "minuten", "zeigen", "quartal"),
    "ende": ("art", "umkreis", "geld", "quartal"),
    "befunde": ("art", "umkreis", "quartal"),
    "vergleich": ("art", "umkreis", "quartal"),
    "einrichtungen": ("art", "hinter", "umkreis", "quartal"),
    "daten": ("art", "umkreis", "quartal"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown; whatever somebody writes into an address that is no choice becomes the first one."""

    type: str
    radius: int
    measure: str
    day: datetime.date
    money: int = FIRST_SUM
    group: str = FIRST_GROUP
    minutes: int = FIRST_MINUTES


class Sums(forms.TypedChoiceField):
    """Sums of money as the language of the page writes them."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Geld für Verlängerungen im Jahr"),
            coerce=int,
            choices=lambda: [(euros, _("%(euros)s Euro") % {"euros": german_number(euros)}) for euros in SUMS],
        )


class AtlasForm(forms.Form):
    """Sent by GET. ``quartal`` counts quarters from the next first day of one; 0 is today and leaves ``tag`` alone."""

    art = forms.ChoiceField(
        label=_("Art der Einrichtung"),
        choices=[
            (_("Arten des Atlas"), [(code, term.label) for code, term in FACILITY_TYPES.items() if term.in_atlas]),
            (
                _("Andere Arten, aus dem Verzeichnis"),
                [(code, term.label) for code, term in FACILITY_TYPES.items() if not term.in_atlas],
            ),
        ],
    )
    umkreis = forms.TypedChoiceField(
        label=_("Umkreis"), coerce=int, choices=[(km, _("%(km)s Kilometer") % {"km": km}) for km in RADII]
    )
    minuten = forms.TypedChoiceField(
        label=_("Fahrzeit"), coerce=int, choices=[(one, _("%(number)s Minuten") % {"number": one}) for one in MINUTES]
    )
    zeigen = forms.ChoiceField(
        label=_("Karte zeigt"),
        choices=[*MEASURES, BY_TIME],
    )
    hinter = forms.ChoiceField(label=_("Welche"), choices=list(GROUPS.items()))
    geld = Sums()
    quartal = forms.IntegerField(
        label=_("Stichtag: heute bis in vier Jahren"),
        help_text=_("Ganz links ist heute, jeder Schritt ein Vierteljahr."),
        min_value=0,
        max_value=QUARTERS,
        required=False,
        widget=forms.NumberInput(attrs={"type": "range", "step": 1}),
    )


def chosen(data: Any, today: datetime.date) -> Choice:
    form = AtlasForm(data)
    form.is_valid()
    said = form.cleaned_data
    quarter = said.get("quartal") or 0
    return Choice(
        type=said.get("art") or FIRST_TYPE,
        radius=said.get("umkreis") or FIRST_RADIUS,
        measure=said.get("zeigen") or FIRST_MEASURE,
        day=quarter_day(today, quarter) if quarter else said_day(str(data.get("tag", ""))) or today,
        money=said.get("geld") or FIRST_SUM,
        group=said.get("hinter") or FIRST_GROUP,
        minutes=said.get("minuten") or FIRST_MINUTES,
    )


def form_for(choice: Choice, today: datetime.date, page: str, *, with_times: bool) -> AtlasForm:
    """The fields that ``page`` needs, filled with what is shown; travel times are asked for where there are some."""
    quarters = [number for number in range(1, QUARTERS + 1) if quarter_day(today, number) <= choice.day]
    form = AtlasForm(
        initial={
            "art": choice.type,
            "umkreis": choice.radius,
            "zeigen": choice.measure,
            "hinter": choice.group,
            "geld": choice.money,
            "minuten": choice.minutes,
            "quartal": max(quarters, default=0),
        }
    )
    fields = set(FIELDS_OF[page])
    if not with_times:
        fields -= {"minuten"}
        cast("forms.ChoiceField", form.fields["zeigen"]).choices = MEASURES
    for name in set(form.fields) - fields:
        del form.fields[name]
    form.order_fields(list(FIELDS_OF[page]))
    return form


def quarter_day(today: datetime.date, number: int) -> datetime.date:
    """The first day of the ``number``-th quarter after this one."""
    quarter = today.year * 4 + (today.month - 1) // 3 + number
    return datetime.date(quarter // 4, quarter % 4 * 3 + 1, 1)


def said_day(text: str) -> datetime.date | None:
    """The day that an address says; None where that is none, or none of which anybody knows."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return day if _EARLIEST <= day <= _LATEST else None
