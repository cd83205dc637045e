"""Forms of the talk sheet."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.public import Account
from engagiert.apps.cases.public import TokenForm
from engagiert.apps.volunteering.public import Placement, Volunteer
from engagiert.apps.volunteering.public import forms as shapes

CHANNELS = [
    (Volunteer.Channel.PHONE, _("am Telefon")),
    (Volunteer.Channel.LETTER, _("per Brief")),
    (Volunteer.Channel.COUNTER, _("persönlich")),
]


def _day(label: Any, *, required: bool = True, **more: Any) -> forms.DateField:
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    words = {
        "required": _("Wählen Sie einen Tag."),
        "invalid": _("Dieses Datum gibt es nicht. Schreiben Sie es so: 03.08.2026"),
    }
    return forms.DateField(label=label, required=required, widget=picker, error_messages=words, **more)


class NoForm(shapes.AnswerForm):
    """The person's no, as they said it."""

    channel = forms.ChoiceField(label=_("Wie gesagt?"), choices=CHANNELS, initial=Volunteer.Channel.PHONE)


class DayForm(forms.Form):
    """A day of a meeting, or the last one of a trial."""

    day = _day(_("Tag"))


class BeginForm(forms.Form):
    """They stay: since when, and how much a week."""

    on = _day(_("Dabei seit"), required=False)
    hours_per_week = forms.DecimalField(
        label=_("Stunden in der Woche"), required=False, min_value=0, max_value=60, max_digits=4, decimal_places=1,
        localize=True,
    )  # fmt: skip


class EndForm(forms.Form):
    because = forms.ChoiceField(label=_("Warum?"), choices=Placement.End.choices)
    words = forms.CharField(label=_("Was wurde gesagt?"), max_length=500, required=False)


class NoteForm(TokenForm):
    """A confidential note, for its writer and those ticked."""

    text = forms.CharField(
        label=_("Vertrauliche Notiz"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schreiben Sie etwas.")},
    )

    def __init__(self, *args: Any, colleagues: list[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        if colleagues:
            self.fields["readers"] = forms.MultipleChoiceField(
                label=_("Wer darf sie noch lesen?"),
                choices=[(str(one.pk), one.name) for one in colleagues],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def readers(self) -> list[int]:
        return [int(key) for key in self.cleaned_data.get("readers", [])]


class PersonForm(forms.Form):
    """Name and how they are reached."""

    name = forms.CharField(label=_("Name"), max_length=200)
    reach = forms.CharField(
        label=_("Erreichbar"),
        help_text=_("Telefon, E-Mail oder Anschrift, auch untereinander. Leer: kommt wieder vorbei."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @staticmethod
    def of(volunteer: Volunteer) -> dict[str, str]:
        lines = [volunteer.mail, volunteer.phone, *volunteer.postal[1:]]
        return {"name": volunteer.name, "reach": "\n".join(line for line in lines if line)}


class CertificateForm(forms.Form):
    """That a Führungszeugnis was shown; nothing else of it is kept."""

    seen_on = _day(_("Eingesehen am"))
    issued_on = _day(_("Ausgestellt am"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["seen_on"].initial = timezone.localdate()


class AgreementForm(forms.Form):
    """How a guardian agreed, or took it back."""

    way = forms.ChoiceField(
        label=_("Wie?"),
        choices=[("paper", _("auf Papier")), ("phone", _("am Telefon")), ("counter", _("persönlich"))],
    )
