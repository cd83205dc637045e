"""Which column of a list of offers means what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagiert.apps.opportunities.public import Run, wording


class ColumnsForm(forms.Form):
    """One select a column, ``column_0`` and on; the name of the list and whether to publish at once."""

    source = forms.CharField(
        label=_("Wie heißt die Liste?"),
        help_text=_(
            "Unter diesem Namen steht sie als Quelle bei jedem Angebot. Derselbe Name beim nächsten Mal erneuert sie."
        ),
        max_length=200,
        error_messages={"required": _("Schreiben Sie, wie die Liste heißt.")},
    )
    publish = forms.ChoiceField(
        label=_("Neue Angebote"),
        choices=[("yes", _("gleich veröffentlichen")), ("no", _("erst zur Prüfung anlegen"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, run: Run) -> None:
        super().__init__(data, initial={"source": run.source, "publish": "yes" if run.publish else "no"})
        self.run = run
        for index, column in enumerate(run.columns):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=column["header"], choices=wording.column_choices(), initial=column["field"], required=False
            )

    def columns(self) -> list[dict[str, Any]]:
        """For the table: header, example, and the select."""
        return [column | {"select": self[f"column_{index}"]} for index, column in enumerate(self.run.columns)]

    def chosen(self) -> list[str]:
        return [self.cleaned_data[f"column_{index}"] for index in range(len(self.run.columns))]
