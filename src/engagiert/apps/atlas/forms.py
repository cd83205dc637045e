"""What the reader of the atlas chooses: a type, a distance, what the map shows, and a day."""

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagiert.apps.directory.public import FACILITY_TYPES

QUARTERS = 16
RADII = (5, 10, 15, 20, 30, 50)
FIRST_TYPE, FIRST_RADIUS, FIRST_MEASURE = "freiwilligenagentur", 15, "anzahl"
# Beyond these no register of grants says anything.
_EARLIEST, _LATEST = datetime.date(1990, 1, 1), datetime.date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown; whatever somebody writes into an address that is no choice becomes the first one."""

    type: str
    radius: int
    measure: str
    day: datetime.date


class AtlasForm(forms.Form):
    """Sent by GET. ``quartal`` counts quarters from the next first day of one; 0 is today and leaves ``tag`` alone."""

    art = forms.ChoiceField(
        label=_("Art der Einrichtung"),
        choices=[(code, term.label) for code, term in FACILITY_TYPES.items() if term.in_atlas],
    )
    umkreis = forms.TypedChoiceField(
        label=_("Umkreis"), coerce=int, choices=[(km, _("%(km)s Kilometer") % {"km": km}) for km in RADII]
    )
    zeigen = forms.ChoiceField(
        label=_("Karte zeigt"),
        choices=[("anzahl", _("wo es Einrichtungen gibt")), ("weite", _("wie weit die nächste ist"))],
    )
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
    day = quarter_day(today, quarter) if quarter else _day(str(data.get("tag", "")), today)
    return Choice(
        said.get("art") or FIRST_TYPE, said.get("umkreis") or FIRST_RADIUS, said.get("zeigen") or FIRST_MEASURE, day
    )


def form_for(choice: Choice, today: datetime.date) -> AtlasForm:
    quarters = [number for number in range(1, QUARTERS + 1) if quarter_day(today, number) <= choice.day]
    return AtlasForm(
        initial={
            "art": choice.type,
            "umkreis": choice.radius,
            "zeigen": choice.measure,
            "quartal": max(quarters, default=0),
        }
    )


def quarter_day(today: datetime.date, number: int) -> datetime.date:
    """The first day of the ``number``-th quarter after this one."""
    quarter = today.year * 4 + (today.month - 1) // 3 + number
    return datetime.date(quarter // 4, quarter % 4 * 3 + 1, 1)


def _day(text: str, today: datetime.date) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return today
    return day if _EARLIEST <= day <= _LATEST else today
