"""Forms about the state's app: what to hand over, and how the file is laid out."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from engagiert.apps.cases.public import TokenForm
from engagiert.apps.recognition.public import AppLayout, Waiting, app_files

_LABELS = {
    app_files.NEW: _("Neue Karten seit der letzten Übergabe"),
    app_files.GONE: _("Karten, die die App löschen soll"),
    app_files.VALID: _("Alle anderen gültigen Karten noch einmal"),
}


class HandOverForm(TokenForm):
    """Which parts go into the file."""

    parts = forms.MultipleChoiceField(
        label=_("Was soll in die Datei?"),
        choices=list(_LABELS.items()),
        initial=[app_files.NEW, app_files.GONE],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Wählen Sie, welche Karten in die Datei sollen.")},
    )

    def __init__(self, *args: Any, waiting: Waiting, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(part, f"{label}: {getattr(waiting, part)}") for part, label in _LABELS.items()]
        self.fields["parts"].choices = choices  # type: ignore[attr-defined]


class LayoutForm(forms.ModelForm):  # type: ignore[type-arg]
    """For each of our fields its heading in the file and its place; without a heading it is not in the file."""

    class Meta:
        model = AppLayout
        fields = ("in_use", "name", "day", "separator", "encoding")
        help_texts = {
            "in_use": _("Erst dann fragen wir die Menschen, ob ihre Karte in die App soll."),
            "encoding": _("Ohne Angabe der App: UTF-8. Nur damit gehen alle Namen."),
        }

    def __init__(self, data: Any, *, instance: AppLayout) -> None:
        super().__init__(data, instance=instance)
        kept = {column["field"]: (number, column["heading"]) for number, column in enumerate(instance.columns, 1)}
        for field, label in app_files.FIELDS.items():
            number, heading = kept.get(field, (None, ""))
            self.fields[f"place_{field}"] = forms.IntegerField(
                label=_("Platz"), min_value=1, max_value=99, required=False, initial=number
            )
            self.fields[f"heading_{field}"] = forms.CharField(
                label=str(label), max_length=60, required=False, initial=heading
            )
        for key, label in app_files.WORDS.items():
            self.fields[f"word_{key}"] = forms.CharField(
                label=str(label), max_length=40, initial=instance.words.get(key, "")
            )

    def rows(self) -> list[dict[str, Any]]:
        """For the table: name of the field, place and heading."""
        return [
            {"label": label, "place": self[f"place_{field}"], "heading": self[f"heading_{field}"]}
            for field, label in app_files.FIELDS.items()
        ]

    def words(self) -> list[Any]:
        return [self[f"word_{key}"] for key in app_files.WORDS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        try:
            app_files.check_layout(self.columns(), self.chosen_words())
        except ValidationError as error:
            self.add_error(None, error)
        return cleaned

    def columns(self) -> list[dict[str, str]]:
        """By place; what has a heading and no place comes last."""
        given = [
            (self.cleaned_data.get(f"place_{field}") or 100, number, field, heading)
            for number, field in enumerate(app_files.FIELDS)
            if (heading := " ".join(str(self.cleaned_data.get(f"heading_{field}") or "").split()))
        ]
        return [{"field": field, "heading": heading} for _place, _number, field, heading in sorted(given)]

    def chosen_words(self) -> dict[str, str]:
        return {key: str(self.cleaned_data.get(f"word_{key}") or "").strip() for key in app_files.WORDS}

    def values(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return said | {"columns": self.columns(), "words": self.chosen_words()}
