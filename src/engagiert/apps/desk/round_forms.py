"""Forms of the desk about rounds of departments."""

import uuid
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.public import Account, Office
from engagiert.apps.cases.public import TokenForm
from engagiert.apps.rounds.public import Item, Meeting, Round, services


def _date(label: Any, *, required: bool = True, **more: Any) -> forms.DateField:
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=picker, **more)


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class MembersForm(forms.Form):
    """Who sits in a round: whoever has a role at the place. ``people``: (address, name and office)."""

    mails = forms.MultipleChoiceField(
        label=_("Wer gehört dazu?"),
        help_text=_(
            "Alle aus Ihrem Haus, die ein Konto haben. Es fehlt jemand? Laden Sie die Person erst ins Team ein."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"lang": "de"}),
    )

    others = forms.CharField(
        label=_("Aus einem anderen Büro dieser Stadt"),
        help_text=_("E-Mail-Adressen von Menschen mit Konto, eine pro Zeile."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["mails"]
        assert isinstance(choice, forms.MultipleChoiceField)  # noqa: S101 - declared above
        choice.choices = people

    def addresses(self) -> list[str]:
        others = str(self.cleaned_data["others"]).replace(",", "\n").replace(";", "\n").split()
        return [*self.cleaned_data["mails"], *others]


class RoundForm(TokenForm, MembersForm):
    """A round, with its end from the start."""

    name = forms.CharField(label=_("Name der Runde"), max_length=120)
    purpose = forms.CharField(
        label=_("Wozu?"),
        help_text=_("Woran merken Sie, dass sich die Runde gelohnt hat?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    weeks = forms.TypedChoiceField(label=_("Wie oft?"), coerce=int, choices=Round.Rhythm.choices, initial=2)
    starts_on = _date(_("Erster Termin"))
    begins_at = _time(_("Uhrzeit"))
    ends_on = _date(_("Spätestens zu Ende am"), help_text=_("Dann entscheiden Sie neu. Verlängern geht jederzeit."))
    where = forms.CharField(label=_("Ort"), max_length=200, required=False)

    def __init__(self, *args: Any, offices: list[Office], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offices = offices
        names = [(office.pk, f"{office.name}, {office.place.name}") for office in offices]
        self.fields["office"] = forms.ChoiceField(label=_("Büro"), choices=names)
        if len(offices) == 1:
            self.fields["office"].widget = forms.HiddenInput()
            self.fields["office"].initial = offices[0].pk

    def office(self) -> Office:
        return next(office for office in self.offices if str(office.pk) == self.cleaned_data["office"])

    def plan(self) -> services.Plan:
        names = ("name", "weeks", "starts_on", "ends_on", "begins_at", "purpose", "where")
        return services.Plan(token=self.taken_as(), **{name: self.cleaned_data[name] for name in names})


class EndForm(forms.Form):
    because = forms.CharField(
        label=_("Was ist erreicht, oder warum hören Sie auf?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ExtendForm(forms.Form):
    ends_on = _date(_("Weiter bis"))


class ItemForm(TokenForm):
    title = forms.CharField(
        label=_("Worum geht es?"), max_length=200, error_messages={"required": _("Schreiben Sie, worum es geht.")}
    )
    text = forms.CharField(label=_("Dazu"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class MoveForm(forms.Form):
    on = _date(_("Tag"))
    begins_at = _time(_("Uhrzeit"))
    where = forms.CharField(label=_("Ort"), max_length=200, required=False)


class DecisionForm(TokenForm):
    text = forms.CharField(
        label=_("Was ist beschlossen?"),
        max_length=500,
        error_messages={"required": _("Schreiben Sie, was beschlossen ist.")},
    )
    who = forms.CharField(
        label=_("Wer macht es?"), max_length=200, error_messages={"required": _("Nennen Sie, wer es macht.")}
    )
    until = _date(_("Bis wann?"), required=False)
    item = forms.ChoiceField(label=_("Zu welchem Punkt?"), required=False)

    def __init__(self, *args: Any, items: list[Item], members: list[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        self.items = {str(item.pk): item for item in items}
        choice = self.fields["item"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
        choice.choices = [("", _("zu keinem")), *((key, item.title) for key, item in self.items.items())]
        # What people wrote is German on every page.
        choice.widget.attrs["lang"] = "de"
        self.fields["who"].help_text = ", ".join(account.name for account in members)

    def chosen_item(self) -> Item | None:
        return self.items.get(self.cleaned_data["item"])


class MinutesForm(forms.Form):
    """What was said: a field an item. ``seen`` is the version of the minutes that the form began with."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    present = forms.CharField(label=_("Wer war dabei?"), max_length=500, required=False)
    notes = forms.CharField(
        label=_("Sonst noch"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, meeting: Meeting, items: list[Item], **options: Any) -> None:
        start = {"seen": meeting.version, "present": meeting.present, "notes": meeting.notes}
        super().__init__(*args, **{"initial": start} | options)
        self.items = items
        for number, item in enumerate(items, start=1):
            self.fields[f"outcome_{item.pk}"] = forms.CharField(
                label=format_html('<span lang="de">{}. {}</span>', number, item.title),
                max_length=8000,
                required=False,
                initial=item.outcome,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        self.order_fields(["seen", "present", *(f"outcome_{item.pk}" for item in items), "notes"])

    def outcomes(self) -> dict[uuid.UUID, str]:
        return {item.pk: self.cleaned_data[f"outcome_{item.pk}"] for item in self.items}
