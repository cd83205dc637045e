"""The shape of what people type in."""

import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagiert.apps.cases.public import From, TokenForm, asked_by
from engagiert.apps.privacy.public import Agreement, needed
from engagiert.kernel.ui.forms import for_others

from .models import Card, Engagement
from .selectors import Known
from .services import Facts
from .wording import app_consent_words

# As many organisations as fit on one page; more are told in a second application or by telephone.
MOST_ENGAGEMENTS = 3


class CodeForm(forms.Form):
    """Never sent: the script of the page reads the field."""

    code = forms.CharField(
        label=_("Oder den Code eintippen"),
        help_text=_(
            "Die zwölf Zeichen auf der Karte, zum Beispiel K7QM-2XWD-94TR. Ein Handscanner schreibt den langen Code "
            "von selbst hier hinein."
        ),
        widget=forms.TextInput(
            attrs={"data-checker": "code", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


def _day(label: Any, *, required: bool = True, autocomplete: str = "", **more: Any) -> forms.DateField:
    filled_in = {"autocomplete": autocomplete} if autocomplete else {}
    picker = forms.DateInput(attrs={"type": "date"} | filled_in, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=picker, **more)


def _number(label: Any, most: int, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        **more,
    )


class EngagementForm(forms.Form):
    """What somebody does for one organisation; an empty one does not count."""

    organisation_name = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    tasks = forms.CharField(label=_("Was machen Sie dort?"), max_length=300, required=False)
    since = _day(_("Seit wann?"), required=False, help_text=_("Ungefähr genügt."))
    until = _day(_("Bis wann?"), required=False, help_text=_("Leer lassen, wenn Sie noch dabei sind."))
    hours_a_week = _number(_("Stunden in der Woche"), 168, help_text=_("Im Durchschnitt."))
    hours_a_year = _number(_("Stunden im Jahr"), 8784, help_text=_("Eines von beiden genügt."))
    allowance_kind = forms.ChoiceField(
        label=_("Bekommen Sie Geld dafür?"), choices=Engagement.Allowance.choices, required=False
    )
    allowance = _number(_("Wie viel im Jahr, in Euro?"), 100_000)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.is_told():
            return cleaned
        if not cleaned.get("organisation_name") and "organisation_name" not in self.errors:
            self.add_error("organisation_name", _("Nennen Sie die Organisation."))
        if not cleaned.get("since") and "since" not in self.errors:
            self.add_error("since", _("Schreiben Sie, seit wann Sie dabei sind."))
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and since > timezone.localdate():
            self.add_error("since", _("Dieser Tag liegt in der Zukunft."))
        if since and until and until < since:
            self.add_error("until", _("Das Ende liegt vor dem Anfang."))
        if cleaned.get("allowance") and not cleaned.get("allowance_kind"):
            self.add_error("allowance_kind", _("Sagen Sie, was für ein Geld das ist."))
        return cleaned

    def must_be_told(self) -> None:
        """Somebody without Juleica names one organisation at least: its fields are no longer optional."""
        wrong = {
            "organisation_name": _("Nennen Sie mindestens eine Organisation, bei der Sie sich engagieren."),
            "since": _("Schreiben Sie, seit wann Sie dabei sind."),
        }
        for name, words in wrong.items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = words

    def is_told(self) -> bool:
        return any(self.cleaned_data.get(name) for name in self.fields)

    def facts(self) -> dict[str, Any]:
        told = {name: self.cleaned_data.get(name) for name in self.fields}
        for name in ("hours_a_week", "hours_a_year", "allowance"):
            told[name] = told[name] or Decimal(0)
        return told


class ApplicationForm(TokenForm):
    """An application as it comes online."""

    name = forms.CharField(
        label=_("Ihr Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Schreiben Sie Ihren Namen.")},
    )
    born_on = _day(
        _("Ihr Geburtstag"), autocomplete="bday", error_messages={"required": _("Schreiben Sie Ihren Geburtstag.")}
    )
    reach = forms.CharField(
        label=_("Wie erreichen wir Sie?"),
        help_text=_("Telefon, E-Mail oder Anschrift."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    kind = forms.ChoiceField(label=_("Welche Karte?"), choices=Card.Kind.choices, initial=Card.Kind.CARD)
    belongs = forms.BooleanField(label=_("Ich wohne oder arbeite hier"), required=False, initial=True)
    juleica_until = _day(_("Juleica gültig bis"), required=False, help_text=_("Nur wenn Sie eine haben."))
    medium = forms.ChoiceField(
        label=_("Wie möchten Sie die Karte?"), choices=Card.Medium.choices, initial=Card.Medium.PHONE, required=False
    )
    # Programs fill in every field; people do not see this one.
    website = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args: Any, known: Known | None = None, asks_app: bool = False, **options: Any) -> None:
        """``known``: what the register knows of the person; it fills the fields, and they may change it. ``asks_app``:
        the office hands cards to the state's app, of who wants that."""
        if known is not None:
            of_person = {"name": known.name, "born_on": known.born_on, "reach": known.reach}
            options["initial"] = options.get("initial", {}) | of_person
        super().__init__(*args, **options)
        if asks_app:
            self.fields["to_app"] = forms.BooleanField(
                label=_("Die Karte soll auch in die App des Landes"), help_text=app_consent_words(), required=False
            )
        data = self.data if self.is_bound else None
        filled = [*(known.engagements if known else ()), *[{}] * MOST_ENGAGEMENTS]
        self.engagements = [
            EngagementForm(data, prefix=f"e{n + 1}", initial=filled[n]) for n in range(MOST_ENGAGEMENTS)
        ]
        if not self.data.get("juleica_until"):
            self.engagements[0].must_be_told()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        born_on = cleaned.get("born_on")
        if cleaned.get("to_app") and born_on and needed("data", born_on, "both", timezone.localdate()).guardians:
            self.add_error("to_app", _("Unter 16 Jahren geht das nicht ohne die Eltern. Nehmen Sie das Häkchen weg."))
        # Each is asked, so that all mistakes are told at once.
        if sum(not form.is_valid() for form in self.engagements):
            raise ValidationError(_("Bei einer Organisation fehlt noch etwas. Sehen Sie unten nach."))
        return cleaned

    def facts(self) -> Facts:
        said = self.cleaned_data
        return Facts(
            name=said["name"],
            born_on=said["born_on"],
            applied_on=self.applied_on(),
            kind=said["kind"],
            belongs=said["belongs"],
            juleica_until=said["juleica_until"],
            medium=said["medium"] or Card.Medium.PHONE,
            app_way=self.app_way() if said.get("to_app") else "",
        )

    def app_way(self) -> str:
        return Agreement.Way.ONLINE

    def applied_on(self) -> datetime.date:
        return timezone.localdate()

    def told(self) -> list[dict[str, Any]]:
        return [form.facts() for form in self.engagements if form.is_told()]

    def asker(self) -> From:
        return asked_by(name=self.cleaned_data["name"], reach=self.cleaned_data["reach"])


class PaperForm(ApplicationForm):
    """The same from paper, typed in at the counter: with the day that stands on it."""

    day = _day(_("Tag des Antrags"), help_text=_("Er entscheidet, welche Regel gilt."))
    channel = forms.ChoiceField(
        label=_("Auf welchem Weg?"),
        help_text=_("So kam der Antrag zu uns."),
        choices=[("letter", _("Brief")), ("counter", _("persönlich")), ("phone", _("Telefon"))],
    )
    # On paper people speak of themselves; at the counter somebody else types.
    of_others: ClassVar[dict[str, Any]] = {
        "name": _("Name"),
        "born_on": _("Geburtstag"),
        "reach": _("Wie erreichbar?"),
        "belongs": _("Wohnt oder arbeitet hier"),
    }
    field_order = ("day", "channel", "name", "born_on", "reach", "kind", "medium", "belongs", "juleica_until")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in self.of_others.items():
            self.fields[name].label = label
        for_others(self)

    def app_way(self) -> str:
        way = self.cleaned_data["channel"]
        return Agreement.Way.PAPER if way == "letter" else str(way)

    def applied_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["day"]
        return day


class ConfirmationForm(forms.Form):
    by = forms.CharField(
        label=_("Ihr Name"),
        help_text=_("Wer antwortet, gehört zur Organisation und ist nicht selbst gemeint."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Schreiben Sie Ihren Namen.")},
    )
