"""Which column of a list means what: of offers, of an agency's people, of the state's app."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagiert.apps.opportunities.public import Run, wording
from engagiert.apps.recognition.public import AppList, app_words
from engagiert.apps.volunteering.public import VolunteerList, list_words


class ColumnsForm(forms.Form):
    """One select a column, ``column_0`` and on; ``initial`` for the further fields of a kind of list."""

    def __init__(
        self, data: Any = None, *, run: Run | VolunteerList | AppList, choices: Sequence[Any], **initial: Any
    ) -> None:
        super().__init__(data, initial=initial)
        self.run = run
        for index, column in enumerate(run.columns):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=column["header"], choices=choices, initial=column["field"], required=False
            )

    def columns(self) -> list[dict[str, Any]]:
        """For the table: header, example, and the select."""
        return [column | {"select": self[f"column_{index}"]} for index, column in enumerate(self.run.columns)]

    def chosen(self) -> list[str]:
        return [self.cleaned_data[f"column_{index}"] for index in range(len(self.run.columns))]


class OfferColumnsForm(ColumnsForm):
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
        publish = "yes" if run.publish else "no"
        super().__init__(data, run=run, choices=wording.column_choices(), source=run.source, publish=publish)


class VolunteerColumnsForm(ColumnsForm):
    source = forms.CharField(
        label=_("Woher kommt die Liste?"),
        help_text=_("Das lesen die Menschen, wenn Sie ihnen Bescheid sagen. Zum Beispiel: Freiwilligenagentur Muster."),
        max_length=200,
        error_messages={"required": _("Schreiben Sie, woher die Liste kommt.")},
    )

    def __init__(self, data: Any = None, *, run: VolunteerList) -> None:
        super().__init__(data, run=run, choices=list_words.column_choices(), source=run.source)


class AppColumnsForm(ColumnsForm):
    def __init__(self, data: Any = None, *, run: AppList) -> None:
        super().__init__(data, run=run, choices=app_words.column_choices())
