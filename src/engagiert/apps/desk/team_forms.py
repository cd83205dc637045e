"""Forms of the team page: who is asked to join, as what and how long, who stands in for whom, who leaves."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.public import Account, Member, Office, Role

# A contact of an organisation is invited from that organisation's record.
ROLES = [(role.value, role.label) for role in Role.Name if role != Role.Name.ORGANISATION]


def _day(label: Any, *, required: bool, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Schreiben Sie den Tag so: 24.12.2026.")},
    )


class InviteForm(forms.Form):
    """A name is needed; with an address the invitation goes by mail, without one it is printed."""

    name = forms.CharField(label=_("Name"), max_length=200)
    mail = forms.EmailField(
        label=_("E-Mail-Adresse"),
        required=False,
        help_text=_("Ohne Adresse drucken Sie die Einladung mit einem Code aus und geben sie weiter."),
    )
    role = forms.ChoiceField(label=_("Rolle"), choices=ROLES, initial=Role.Name.EDITOR)
    ends_on = _day(_("Letzter Tag"), required=False, help_text=_("Leer: ohne Ende."))


class RoleForm(forms.Form):
    """Another role or another end for somebody of the team."""

    name = forms.ChoiceField(label=_("Rolle"), choices=ROLES)
    ends_on = _day(_("Letzter Tag"), required=False, help_text=_("Leer: ohne Ende."))

    @classmethod
    def of(cls, role: Role, data: Any = None) -> "RoleForm":
        initial = {"name": role.name, "ends_on": role.ends_on}
        return cls(data, initial=initial, prefix=f"rolle-{role.pk}")


class _Colleagues(forms.Form):
    """Chooses among the people of the team."""

    @staticmethod
    def choices(members: list[Member]) -> list[tuple[str, str]]:
        return [(str(member.account.pk), member.account.name) for member in members]


class DeputyForm(_Colleagues):
    """Who stands in for whom, from when until when."""

    absent = forms.ChoiceField(label=_("Wer ist nicht da?"))
    deputy = forms.ChoiceField(label=_("Wer vertritt?"))
    first_day = _day(_("Erster Tag"), required=True)
    last_day = _day(_("Letzter Tag"), required=True)

    def __init__(
        self, data: Any = None, *, absent: list[Member], colleagues: list[Member], today: datetime.date, **more: Any
    ) -> None:
        super().__init__(data, initial={"first_day": today, **more.pop("initial", {})}, **more)
        self.fields["absent"].choices = self.choices(absent)  # type: ignore[attr-defined]
        self.fields["deputy"].choices = self.choices(colleagues)  # type: ignore[attr-defined]
        away = str(self.initial.get("absent") or (absent[0].account.pk if absent else ""))
        free = [one.account.pk for one in colleagues if str(one.account.pk) != away]
        self.initial.setdefault("deputy", free[0] if free else None)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("absent") and given.get("absent") == given.get("deputy"):
            self.add_error("deputy", _("Wählen Sie zwei verschiedene Menschen."))
        return given


class LeaveForm(_Colleagues):
    """Somebody leaves: when, and who takes over what is open."""

    last_day = _day(_("Letzter Tag"), required=False, help_text=_("Leer: sofort."))
    successor = forms.ChoiceField(
        label=_("Wer übernimmt, was offen ist?"),
        required=False,
        help_text=_("Ohne Nachfolge wird es frei, und alle im Büro sehen es."),
    )

    def __init__(self, data: Any = None, *, colleagues: list[Member]) -> None:
        super().__init__(data, prefix="gehen")
        self.fields["successor"].choices = [("", _("niemand")), *self.choices(colleagues)]  # type: ignore[attr-defined]


class HandOverForm(forms.Form):
    """Which task goes to which other office of the town."""

    task = forms.ChoiceField(label=_("Aufgabe"))
    # Names of offices are German whatever the page speaks.
    taker = forms.ChoiceField(label=_("Wer übernimmt?"), widget=forms.Select(attrs={"lang": "de"}))

    def __init__(self, data: Any = None, *, tasks: list[tuple[str, Any]], offices: list[Office]) -> None:
        super().__init__(data)
        self.fields["task"].choices = tasks  # type: ignore[attr-defined]
        self.fields["taker"].choices = [(str(one.pk), one.name) for one in offices]  # type: ignore[attr-defined]


class SecondFactorForm(forms.Form):
    """From when a second step at sign-in is a duty."""

    first_day = _day(_("Pflicht ab"), required=False, help_text=_("Leer: freiwillig. Vorführkonten sind ausgenommen."))


def chosen(members: list[Member], number: str) -> Account | None:
    """The account that a form names, among the people it offered."""
    return next((one.account for one in members if str(one.account.pk) == number), None)
