"""Which column of an agency's list means what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagiert.apps.volunteering.public import VolunteerList, list_words


class ColumnsForm(forms.Form):
    """One select a column, ``column_0`` and on, and where the list comes from."""

    source = forms.CharField(
        label=_("Woher kommt die Liste?"),
        help_text=_("Das lesen die Menschen, wenn Sie ihnen Bescheid sagen. Zum Beispiel: Freiwilligenagentur Muster."),
        max_length=200,
        error_messages={"required": _("Schreiben Sie, woher die Liste kommt.")},
    )

    def __init__(self, data: Any = None, *, run: VolunteerList) -> None:
        super().__init__(data, initial={"source": run.source})
        self.run = run
        for index, column in enumerate(run.columns):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=column["header"], choices=list_words.column_choices(), initial=column["field"], required=False
            )

    def columns(self) -> list[dict[str, Any]]:
        """For the table: header, example, and the select."""
        return [column | {"select": self[f"column_{index}"]} for index, column in enumerate(self.run.columns)]

    def chosen(self) -> list[str]:
        return [self.cleaned_data[f"column_{index}"] for index in range(len(self.run.columns))]
