"""Forms that are made of questions, and those for needs and goals."""

import datetime
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagiert.apps.cases.public import TokenForm
from engagiert.apps.directory.public import FACILITY_TYPES, LinesField

from .models import NeedReport, Survey
from .questionnaire import CLOSED_KINDS, OWN_KINDS, Question
from .services import Aim, Missing, Wanted

LONGEST_TEXT, MOST_LINES, MOST_ROWS = 4000, 60, 12
_FREE_ROWS = 2
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+")
_TOO_LONG = _("Das sind %(show_value)s Zeichen, es passen %(limit_value)s. Ihr Text steht noch da: Kürzen Sie ihn.")
_PARTS = ("funder", "share_percent", "starts_on", "ends_on")


def day_field(label: Any, *, required: bool = False, **more: Any) -> forms.DateField:
    """A day, picked or typed in German form."""
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": _("Dieses Datum gibt es nicht. Schreiben Sie es so: 31.12.2027"),
            "required": _("Wählen Sie einen Tag."),
        },
        **more,
    )


class AmountField(forms.CharField):
    """“1.250,50”, “1250 €” or “2,5” as a decimal number; its text in the answer. Never negative."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *, most: int, **more: Any) -> None:
        super().__init__(max_length=40, **more)
        self.most = most

    def prepare_value(self, value: Any) -> Any:
        """What is stored with a point is shown with a comma."""
        stored = isinstance(value, str) and re.fullmatch(r"\d+\.\d{1,2}", value)
        return str(value).replace(".", ",") if stored else value

    def clean(self, value: Any) -> str:
        """The number as text with a point; empty where nothing is said."""
        written = (
            str(super().clean(value) or "").replace("€", "").replace("Euro", "").replace(" ", "").replace("\xa0", "")
        )
        if not written:
            return ""
        plain = written.replace(".", "") if "," in written or _GROUPED.fullmatch(written) else written
        try:
            number = Decimal(plain.replace(",", "."))
        except InvalidOperation as error:
            raise forms.ValidationError(_("Schreiben Sie eine Zahl, zum Beispiel: 12.500 oder 2,5")) from error
        if not number.is_finite():
            raise forms.ValidationError(_("Schreiben Sie eine Zahl, zum Beispiel: 12.500 oder 2,5"))
        if number < 0:
            raise forms.ValidationError(
                _("Das kann nicht weniger als nichts sein. Schreiben Sie 0, wenn es nichts gibt.")
            )
        if number > self.most:
            raise forms.ValidationError(_("Das ist mehr, als sein kann. Bitte prüfen Sie die Zahl."))
        return format(round(number, 2).normalize(), "f")


class PageForm(forms.Form):
    """The questions of one page, filled with ``answers``. ``said()`` is what is right of it, also beside errors."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, questions: Iterable[Question], answers: Mapping[str, Any], version: int = 0
    ) -> None:
        super().__init__(data, initial={"version": version})
        self.questions = list(questions)
        for question in self.questions:
            if question.kind == "funding":
                self._add_rows(question, answers.get(question.key) or [], data)
            else:
                self.fields[question.key] = _field(question, answers.get(question.key))

    def _add_rows(self, question: Question, rows: list[dict[str, Any]], data: Any) -> None:
        sent = sum(f"{question.key}_{at}_funder" in data for at in range(MOST_ROWS)) if data else 0
        number = min(MOST_ROWS, max(sent, len(rows) + _FREE_ROWS))
        for at in range(number):
            row = rows[at] if at < len(rows) else {}
            for part, field in _money_fields(at + 1).items():
                field.initial = row.get(part)
                self.fields[f"{question.key}_{at}_{part}"] = field

    def blocks(self) -> list[dict[str, Any]]:
        """For the page: each question as ``field``, or as ``rows`` of fields under a ``label``."""
        found: list[dict[str, Any]] = []
        for question in self.questions:
            if question.kind == "funding":
                rows = [[self[f"{question.key}_{at}_{part}"] for part in _PARTS] for at in self._rows(question.key)]
                found.append({"label": question.label, "help": question.help, "rows": rows, "key": question.key})
            else:
                found.append({"field": self[question.key]})
        return found

    def _rows(self, key: str) -> list[int]:
        return [at for at in range(MOST_ROWS) if f"{key}_{at}_funder" in self.fields]

    def clean(self) -> dict[str, Any]:
        """Money ends after it begins, and its shares are together no more than all of it."""
        cleaned = super().clean() or self.cleaned_data
        for question in self.questions:
            if question.kind == "funding":
                self._clean_money(question.key, cleaned)
        return cleaned

    def _clean_money(self, key: str, cleaned: dict[str, Any]) -> None:
        together = 0
        for at in self._rows(key):
            funder, share, starts, ends = (cleaned.get(f"{key}_{at}_{part}") for part in _PARTS)
            together += share or 0
            if starts and ends and ends < starts:
                self.add_error(f"{key}_{at}_ends_on", _("Das Ende liegt vor dem Beginn. Prüfen Sie beide Tage."))
            if not funder and (share is not None or starts or ends):
                self.add_error(f"{key}_{at}_funder", _("Schreiben Sie dazu, wer das Geld gibt."))
        if together > 100:
            self.add_error(
                f"{key}_0_share_percent", _("Zusammen sind das mehr als 100 Prozent. Prüfen Sie die Anteile.")
            )

    def said(self) -> dict[str, Any]:
        """Answers by key, as they are kept; a question with an error in it is left as it was."""
        found: dict[str, Any] = {}
        for question in self.questions:
            if question.kind != "funding":
                if question.key in self.cleaned_data:
                    value = self.cleaned_data[question.key]
                    found[question.key] = value.strip() if isinstance(value, str) else value
            elif not any(name.startswith(f"{question.key}_") for name in self.errors):
                found[question.key] = [row for at in self._rows(question.key) if (row := self._row(question.key, at))]
        return found

    def _row(self, key: str, at: int) -> dict[str, Any]:
        values = {part: self.cleaned_data.get(f"{key}_{at}_{part}") for part in _PARTS}
        if not values["funder"]:
            return {}
        return {
            part: value.isoformat() if isinstance(value, datetime.date) else value for part, value in values.items()
        }


def _field(question: Question, initial: Any) -> forms.Field:
    shared: dict[str, Any] = {
        "label": question.label, "help_text": question.help, "required": False, "initial": initial,
    }  # fmt: skip
    match question.kind:
        case "number" | "money":
            return AmountField(most=question.most or 1_000_000_000, **shared)
        case "one" | "yes_no":
            if len(question.choices) > 7:
                return forms.ChoiceField(choices=[("", _("Bitte wählen")), *question.choices], **shared)
            return forms.ChoiceField(choices=question.choices, widget=forms.RadioSelect, **shared)
        case "several":
            return forms.MultipleChoiceField(choices=question.choices, widget=forms.CheckboxSelectMultiple, **shared)
        case "lines":
            return LinesField(base=forms.CharField(max_length=120), **shared)
    return forms.CharField(
        max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3}), error_messages={"max_length": _TOO_LONG},
        **shared,
    )  # fmt: skip


def _money_fields(number: int) -> dict[str, forms.Field]:
    return {
        "funder": forms.CharField(
            label=_("Wer gibt Geld? (%(number)s)") % {"number": number}, max_length=200, required=False
        ),
        "share_percent": forms.IntegerField(
            label=_("Anteil in Prozent"), min_value=0, max_value=100, required=False,
            error_messages={
                "min_value": _("Ein Anteil liegt zwischen 0 und 100."),
                "max_value": _("Ein Anteil liegt zwischen 0 und 100."),
                "invalid": _("Schreiben Sie eine ganze Zahl von 0 bis 100."),
            },
        ),
        "starts_on": day_field(_("Seit wann?")),
        "ends_on": day_field(_("Bis wann?")),
    }  # fmt: skip


class SurveyForm(TokenForm):
    """Begin a survey."""

    kind = forms.ChoiceField(label=_("Wen fragen Sie?"), choices=Survey.Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Wie heißt die Umfrage?"), max_length=120)
    reason = forms.CharField(
        label=_("Warum fragen Sie?"),
        help_text=_("Das lesen alle, die Sie fragen. Ein, zwei Sätze: Was haben sie davon?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    closes_on = day_field(_("Bis wann soll geantwortet werden?"), required=True)
    remind_days = forms.IntegerField(
        label=_("Wie viele Tage vorher erinnern wir?"),
        help_text=_("Einmal, und nur wer noch nicht geantwortet hat."),
        min_value=1,
        max_value=60,
        initial=7,
    )

    def aim(self) -> Aim:
        """What the service takes."""
        data = self.cleaned_data
        return Aim(data["title"], data["reason"], data["closes_on"], data["remind_days"], data["kind"])


class ChangeForm(SurveyForm):
    """Other words or another end; whom it asks stays."""

    kind = None  # type: ignore[assignment]

    def aim(self) -> Aim:
        """What the service takes."""
        data = self.cleaned_data
        return Aim(data["title"], data["reason"], data["closes_on"], data["remind_days"])

    @staticmethod
    def of(survey: Survey) -> dict[str, Any]:
        """What the form begins with."""
        return {name: getattr(survey, name) for name in ("title", "reason", "closes_on", "remind_days")}


class QuestionForm(forms.Form):
    """One question of the office."""

    label = forms.CharField(label=_("Ihre Frage"), max_length=300)
    kind = forms.ChoiceField(label=_("Wie wird geantwortet?"), choices=list(OWN_KINDS.items()))
    choices = forms.CharField(
        label=_("Antworten zur Wahl"),
        help_text=_("Jede in einer eigenen Zeile. Nur, wenn es etwas zu wählen gibt."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, of_staff: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        kinds = [(code, words) for code, words in OWN_KINDS.items() if not of_staff or code in CLOSED_KINDS]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def lines(self) -> tuple[str, ...]:
        """The choices."""
        return tuple(self.cleaned_data["choices"].splitlines())


class CodesForm(forms.Form):
    """How many sheets of paper."""

    number = forms.IntegerField(label=_("Wie viele Codes?"), min_value=1, max_value=500, initial=50)


def type_choices() -> list[tuple[str, Any]]:
    """Types of facilities, and something else."""
    return [("", _("etwas anderes")), *((term.code, term.label) for term in FACILITY_TYPES.values())]


class NeedForm(TokenForm):
    """What is missing, without account."""

    text = forms.CharField(
        label=_("Was fehlt in Ihrem Ort?"),
        help_text=_(
            "Schreiben Sie nichts über einzelne Menschen. Zum Beispiel: ein Treffpunkt für Jugendliche am Abend"
        ),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Schreiben Sie kurz, was fehlt."), "max_length": _TOO_LONG},
    )
    says = forms.ChoiceField(
        label=_("Fehlt es, oder kann es ruhen?"),
        choices=[
            (NeedReport.Says.MISSING, _("Es fehlt.")),
            (NeedReport.Says.RESTING, _("Es kann ruhen: Das braucht hier niemand mehr.")),
        ],
        widget=forms.RadioSelect,
        initial=NeedReport.Says.MISSING,
    )
    type = forms.ChoiceField(label=_("Welche Art von Einrichtung ist das?"), choices=type_choices, required=False)
    where = forms.CharField(label=_("In welchem Ortsteil?"), max_length=120, required=False)
    reach = forms.CharField(
        label=_("Möchten Sie eine Antwort?"),
        help_text=_(
            "Dann schreiben Sie hier Telefon, E-Mail oder Anschrift. Ohne Angabe bleibt Ihr Hinweis ohne Namen."
        ),
        max_length=400,
        required=False,
    )
    # Programs fill in every field; people do not see this one.
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def missing(self) -> Missing:
        """What the service takes."""
        data = self.cleaned_data
        return Missing(data["text"], data["says"], data["type"], data["where"])


class GoalForm(TokenForm):
    """A goal: what, why, who, until when."""

    title = forms.CharField(label=_("Was soll erreicht werden?"), max_length=200)
    why = forms.CharField(
        label=_("Warum?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _TOO_LONG},
    )  # fmt: skip
    type = forms.ChoiceField(label=_("Um welche Art geht es?"), choices=type_choices, required=False)
    owner = forms.CharField(label=_("Wer kümmert sich?"), max_length=200)
    owner_mail = forms.EmailField(
        label=_("E-Mail für die Erinnerung"),
        help_text=_("Ohne E-Mail erinnert Sie ein Vorgang auf dem Schreibtisch."),
        required=False,
    )
    due_on = day_field(_("Bis wann?"), required=True)
    is_public = forms.BooleanField(label=_("Darf im Atlas und im Bericht stehen, ohne Namen"), required=False)
    about = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def wanted(self) -> Wanted:
        """What the service takes."""
        data = self.cleaned_data
        return Wanted(**{name: data[name] for name in Wanted.__slots__})
