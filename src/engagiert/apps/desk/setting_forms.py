"""The forms of the office's face."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.public import Office, hours
from engagiert.apps.directory.public import OpenTerms
from engagiert.apps.places.public import TownText

from .drafts import GAP


class OfficeForm(forms.Form):
    name = forms.CharField(
        label=_("Name des Büros"),
        max_length=200,
        help_text=_("So steht er auf jeder Seite und in jedem Brief, zum Beispiel „Büro für Engagement“."),
        error_messages={"required": _("Wie heißt das Büro?")},
    )
    tasks = forms.MultipleChoiceField(
        label=_("Welche Aufgaben hat es?"),
        choices=Office.Task.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Wählen Sie mindestens eine Aufgabe.")},
    )
    phone = forms.CharField(label=_("Telefon"), max_length=40, required=False)
    mail = forms.EmailField(label=_("E-Mail"), required=False, help_text=_("An diese Adresse gehen Antworten."))
    street = forms.CharField(label=_("Straße und Hausnummer"), max_length=200, required=False)
    town_line = forms.CharField(label=_("Postleitzahl und Ort"), max_length=120, required=False)
    room = forms.CharField(label=_("Raum"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("phone") and not given.get("mail") and "mail" not in self.errors:
            self.add_error("phone", _("Nennen Sie ein Telefon oder eine E-Mail-Adresse. Jemand muss erreichbar sein."))
        return given


class HoursForm(forms.Form):
    """One line for each day, as people write hours; the same for the phone."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for prefix in ("", "phone_"):
            for day, name in hours.day_names().items():
                self.fields[f"{prefix}{day}"] = forms.CharField(label=name, max_length=80, required=False)
        self.fields["by_appointment"] = forms.BooleanField(label=_("auch nach Vereinbarung"), required=False)
        self.fields["closed"] = forms.CharField(
            label=_("Tage, an denen geschlossen ist"),
            help_text=_("Eine Zeile für jede Zeit, zum Beispiel: 24.12.2026–1.1.2027 Betriebsferien"),
            widget=forms.Textarea(attrs={"rows": 4, "lang": "de"}),
            max_length=3000,
            required=False,
        )

    @property
    def days(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """For each day the field of the door and that of the phone."""
        return [(self[day], self[f"phone_{day}"]) for day in hours.DAYS]

    @staticmethod
    def typed(office: Office) -> dict[str, Any]:
        given: dict[str, Any] = {"by_appointment": office.hours.get("by_appointment", False)}
        # A line that somebody wrote before is read as far as it is clear, so that nobody types it again.
        week = office.hours.get("week") or hours.read_line(office.opening_hours)
        for prefix, days in (("", week), ("phone_", office.phone_hours.get("week", {}))):
            given |= {f"{prefix}{day}": hours.typed(spans) for day, spans in days.items()}
        return given | {"closed": hours.typed_closed(office.closed_days)}

    def clean(self) -> dict[str, Any]:
        weeks: dict[str, dict[str, list[hours.Span]]] = {"": {}, "phone_": {}}
        for prefix, week in weeks.items():
            for day in hours.DAYS:
                try:
                    week[day] = hours.read_spans(self.cleaned_data.get(f"{prefix}{day}", ""))
                except ValueError as error:
                    self.add_error(f"{prefix}{day}", str(error))
        closed: list[dict[str, str]] = []
        try:
            closed = hours.read_closed(self.cleaned_data.get("closed", ""))
        except ValueError as error:
            self.add_error("closed", str(error))
        by_appointment = bool(self.cleaned_data.get("by_appointment"))
        return {
            "hours": hours.hours_of(weeks[""], by_appointment=by_appointment),
            "phone_hours": hours.hours_of(weeks["phone_"]),
            "closed_days": closed,
        }


class FaceForm(forms.Form):
    title = forms.CharField(
        label=_("Name der Seite"),
        max_length=80,
        required=False,
        help_text=_("Leer heißt: „Engagiert in“ und der Name der Stadt."),
    )
    greeting = forms.CharField(label=_("Überschrift der Startseite"), max_length=120, required=False)
    introduction = forms.CharField(
        label=_("Ein, zwei Sätze darunter"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "de"}),
    )
    accent = forms.CharField(
        label=_("Farbe der Stadt"),
        max_length=7,
        help_text=_("Als # und sechs Zeichen. Sie muss dunkel genug sein, dass weiße Schrift darauf lesbar bleibt."),
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": _("Nennen Sie eine Farbe, zum Beispiel #0b5a64.")},
    )


class ArmsForm(forms.Form):
    content = forms.FileField(
        label=_("Wappen"),
        help_text=_(
            "SVG, PNG oder JPEG, höchstens 500 kB. Wir zeichnen es neu und geben nie Ihre Datei selbst weiter."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".svg,.png,.jpg,.jpeg"}),
    )
    alt = forms.CharField(
        label=_("Was zeigt das Wappen?"),
        help_text=_("Ein Satz für alle, die es nicht sehen."),
        max_length=200,
        error_messages={"required": _("Beschreiben Sie in einem Satz, was das Wappen zeigt.")},
    )


class DomainForm(forms.Form):
    domain = forms.CharField(
        label=_("Eigene Domain"),
        help_text=_("Nur der Name, zum Beispiel engagiert.stadt.de. Leer heißt: keine."),
        max_length=253,
        required=False,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocapitalize": "none"}),
    )


class TextForm(forms.Form):
    text = forms.CharField(
        label=_("Text"),
        help_text=_("Überschriften beginnen mit ##, Aufzählungen mit einem Strich, **so** wird etwas fett."),
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 18, "lang": "de"}),
        error_messages={"required": _("Schreiben Sie einen Text.")},
    )

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        gaps = [part.partition("]")[0].strip(" :")[:80] for part in text.split(GAP)[1:]]
        if gaps:
            raise forms.ValidationError(
                _("Ersetzen Sie, was in eckigen Klammern steht: %(gaps)s."), params={"gaps": "; ".join(gaps)}
            )
        return text


class AccessForm(TextForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["text"].required = False
        self.fields["text"].label = _("Was ist bei Ihnen sonst noch nicht barrierefrei?")
        self.fields["text"].widget.attrs["rows"] = 6


class PlainForm(TextForm):
    checked_by = forms.CharField(
        label=_("Wer hat den Text geprüft?"),
        help_text=_("Name der Prüfgruppe. Leer heißt: noch niemand."),
        max_length=200,
        required=False,
    )


class SignsForm(forms.Form):
    content = forms.FileField(
        label=_("Video"),
        help_text=_("MP4 oder WebM, höchstens 40 MB, mit Untertiteln. Es liegt bei uns und nirgends sonst."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".mp4,.webm"}),
    )
    signs_link = forms.URLField(
        label=_("Oder eine Seite der Stadt, auf der es steht"), max_length=300, required=False, assume_scheme="https"
    )
    text = forms.CharField(
        label=_("Das sagt das Video"),
        help_text=_("Der Text zum Nachlesen."),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "lang": "de"}),
    )


class LicenceForm(forms.Form):
    licence = forms.ChoiceField(
        label=_("Lizenz"),
        help_text=_("„Zero“ heißt: Alle dürfen alles. „Namensnennung“ heißt: Wer die Daten nutzt, nennt Sie."),
        choices=OpenTerms.Licence.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie eine Lizenz.")},
    )
    attribution = forms.CharField(
        label=_("Wer soll genannt werden?"),
        help_text=_("Nötig, wenn die Lizenz eine Nennung verlangt: meist der Name der Stadt."),
        max_length=200,
        required=False,
    )


TEXT_FORMS: Mapping[str, type[forms.Form]] = {
    TownText.Kind.IMPRINT: TextForm,
    TownText.Kind.PRIVACY: TextForm,
    TownText.Kind.ACCESS: AccessForm,
    TownText.Kind.PLAIN: PlainForm,
}
