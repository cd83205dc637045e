"""Forms of the import: the file, and which column means what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import IMPORT_LIMITS, ImportRun, wording


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Ihre Liste"),
        help_text=_("Excel (XLSX), ODS, CSV oder JSON, höchstens 20 MB. So, wie sie ist: Aufräumen ist unsere Sache."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.ods,.json,.geojson"}),
        allow_empty_file=True,
        error_messages={"required": _("Wählen Sie zuerst eine Datei aus.")},
    )

    def __init__(self, *args: Any, offices: list[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = offices
        if len(offices) > 1:
            choices = [(office.pk, f"{office.name}, {office.place.name}") for office in offices]
            self.fields["office"] = forms.ChoiceField(label=_("Für welches Büro?"), choices=choices)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > IMPORT_LIMITS.max_bytes:
            raise forms.ValidationError(
                _("„%(file)s“ hat %(megabytes)s MB. Es gehen höchstens 20 MB. Teilen Sie die Liste auf."),
                params={"file": file.name, "megabytes": file.size // 1_000_000},
            )
        return file

    def office(self) -> Office:
        chosen = self.cleaned_data.get("office")
        return next(office for office in self.offices if chosen in (None, str(office.pk)))


class MappingForm(forms.Form):
    """One select a column, ``column_0`` and on; the name of the source and whether to publish at once."""

    source = forms.CharField(
        label=_("Wie heißt die Liste?"),
        help_text=_("Unter diesem Namen steht sie als Quelle bei jeder Angabe."),
        max_length=200,
    )
    publish = forms.ChoiceField(
        label=_("Neue Einträge"),
        choices=[("yes", _("gleich veröffentlichen")), ("no", _("erst als Entwurf anlegen"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, run: ImportRun) -> None:
        super().__init__(data, initial={"source": run.source, "publish": "yes" if run.publish else "no"})
        self.run = run
        for index, column in enumerate(run.columns):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=column["header"], choices=wording.import_fields(), initial=column["field"]
            )

    def columns(self) -> list[dict[str, Any]]:
        """For the table: header, example, how sure we are, and the select."""
        return [
            column | {"select": self[f"column_{index}"], "known": column["certainty"] in ("sure", "kept")}
            for index, column in enumerate(self.run.columns)
        ]

    def chosen_fields(self) -> list[str]:
        return [self.cleaned_data[f"column_{index}"] for index in range(len(self.run.columns))]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = [cleaned.get(f"column_{index}") for index in range(len(self.run.columns))]
        if "name" not in chosen:
            raise forms.ValidationError(
                _("Keine Spalte enthält den Namen. Wählen Sie bei der richtigen Spalte „Name“ aus.")
            )
        if chosen.count("name") > 1:
            raise forms.ValidationError(_("Zwei Spalten stehen auf „Name“. Lassen Sie nur eine davon."))
        return cleaned
