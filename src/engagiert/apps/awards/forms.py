"""The shape of a proposal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagiert.apps.cases.public import TokenForm, asked_by, read_reach

from .services import Nominee, Proposal


class NominationForm(TokenForm):
    """Who is proposed, why, and by whom."""

    name = forms.CharField(
        label=_("Wen schlagen Sie vor?"),
        max_length=200,
        error_messages={"required": _("Schreiben Sie, wen Sie vorschlagen.")},
    )
    organisation = forms.CharField(label=_("Verein oder Gruppe"), max_length=200, required=False)
    nominee_reach = forms.CharField(
        label=_("Wie erreichen wir diesen Menschen?"),
        help_text=_(
            "Telefon, E-Mail oder Anschrift, wenn Sie es wissen. Wir melden uns dort nur, wenn es so weit ist."
        ),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.CharField(
        label=_("Warum verdient dieser Mensch eine Auszeichnung?"),
        help_text=_("Was tut er, seit wann, für wen? Ein paar Sätze genügen."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Schreiben Sie, warum dieser Mensch eine Auszeichnung verdient.")},
    )
    known_by = forms.CharField(
        label=_("Wer weiß noch davon?"),
        help_text=_("Zum Beispiel der Vorstand oder Nachbarn. Wir fragen dort nach, wenn etwas unklar ist."),
        max_length=300,
        required=False,
    )
    by_name = forms.CharField(
        label=_("Ihr Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Schreiben Sie Ihren Namen.")},
    )
    by_reach = forms.CharField(
        label=_("Wie erreichen wir Sie?"),
        help_text=_("Telefon, E-Mail oder Anschrift: Wir sagen Ihnen, was daraus wird."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Schreiben Sie, wie wir Sie erreichen.")},
    )
    # Programs fill in every field; people do not see this one.
    website = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def proposal(self, language: str = "de", **more: Any) -> Proposal:
        told = self.cleaned_data
        reached = read_reach(told["nominee_reach"])
        nominee = Nominee(told["name"], told["organisation"], reached.mail, reached.phone, reached.postal)
        by = asked_by(name=told["by_name"], reach=told["by_reach"], language=language)
        return Proposal(nominee, by, told["reason"], told["known_by"], **more)
