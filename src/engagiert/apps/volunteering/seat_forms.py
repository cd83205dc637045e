"""Forms of shifts: a seat without account, a shift to plan."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagiert.apps.cases.public import TokenForm
from engagiert.apps.opportunities.public import Listing
from engagiert.apps.privacy.public import Asked

from .forms import birthday_field, day_field, someone_of
from .services import Plan, Someone


class SeatForm(TokenForm):
    """A seat in a shift: a name and a way to reach, no more."""

    name = forms.CharField(
        label=_("Wie heißen Sie?"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Schreiben Sie Ihren Namen.")},
    )
    reach = forms.CharField(
        label=_("Wie erreichen wir Sie?"),
        help_text=_("E-Mail oder Telefon, falls sich etwas ändert. Ohne Angabe sehen Sie mit einem Code selbst nach."),
        max_length=400,
        required=False,
    )
    born_on = birthday_field(_("Geburtsdatum"))
    guardian = forms.CharField(
        label=_("Wer sorgt für Sie?"), help_text=_("Nur unter 16: Vater oder Mutter."), max_length=200, required=False
    )
    # Programs fill in every field; people do not see this one.
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def someone(self) -> Someone:
        data = self.cleaned_data
        guardians = (Asked(data["guardian"]),) if data["guardian"] else ()
        return someone_of(data["name"], data["reach"], data["born_on"], guardians)


class ShiftForm(TokenForm):
    """A shift to plan: what, when, how many seats."""

    offer = forms.TypedChoiceField(label=_("Zu welchem Angebot?"), coerce=int, required=False)
    title = forms.CharField(label=_("Was?"), max_length=200)
    organisation_name = forms.CharField(label=_("Wer lädt ein?"), max_length=300, required=False)
    where = forms.CharField(label=_("Wo?"), max_length=200, required=False)
    day = day_field(_("Tag"))
    begins = forms.TimeField(label=_("Von"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(label=_("Bis"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    seats = forms.IntegerField(
        label=_("Plätze"),
        min_value=1,
        max_value=500,
        error_messages={"min_value": _("Eine Schicht braucht mindestens einen Platz.")},
    )

    def __init__(self, *args: Any, offers: list[Listing], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offers = {one.pk: one for one in offers}
        field = self.fields["offer"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        names = [(one.pk, f"{one.title}, {one.organisation_name}") for one in offers]
        field.choices = [("", _("zu keinem")), *names]
        field.widget.attrs["lang"] = "de"

    def clean_day(self) -> datetime.date:
        day: datetime.date | None = self.cleaned_data["day"]
        if day is None:
            raise forms.ValidationError(_("Wählen Sie einen Tag."))
        return day

    def plan(self) -> Plan:
        data, zone = self.cleaned_data, timezone.get_current_timezone()
        offer = self.offers.get(data["offer"] or 0)
        return Plan(
            title=data["title"],
            organisation_name=data["organisation_name"] or (offer.organisation_name if offer else ""),
            opportunity_id=offer.pk if offer else 0,
            organisation_id=(offer.organisation_id or 0) if offer else 0,
            where=data["where"],
            begins_at=datetime.datetime.combine(data["day"], data["begins"], zone),
            ends_at=datetime.datetime.combine(data["day"], data["ends"], zone),
            seats=data["seats"],
            token=self.taken_as(),
        )
