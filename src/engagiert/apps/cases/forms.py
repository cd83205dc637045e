"""Forms without account. The question is all that is needed."""

import uuid

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .kinds import FROM_ORGANISATION, NEED_OF_HELP, QUESTION, WISH_TO_HELP
from .reaching import asked_by
from .services import From

# The kinds in the words of the one who asks, by the door they came through.
ASKED_AS = {
    "hilfe": (NEED_OF_HELP.code, _("Ich brauche Hilfe")),
    "helfen": (WISH_TO_HELP.code, _("Ich möchte helfen")),
    "vereine": (FROM_ORGANISATION.code, _("Wir sind ein Verein oder eine Firma")),
    "": (QUESTION.code, _("Ich habe eine andere Frage")),
}


def fresh_token() -> str:
    """A name for the form that is about to be shown: sent twice, it is taken once."""
    return uuid.uuid4().hex


class TokenForm(forms.Form):
    token = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def taken_as(self) -> str:
        return str(self.cleaned_data.get("token") or fresh_token())


class AskForm(TokenForm):
    """A question to the office."""

    kind = forms.ChoiceField(label=_("Worum geht es?"), choices=list(ASKED_AS.values()), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Ihre Frage"),
        help_text=_("Schreiben Sie so, wie Sie sprechen. Ein Satz genügt."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Schreiben Sie kurz, worum es geht.")},
    )
    reach = forms.CharField(
        label=_("Wie erreichen wir Sie?"),
        help_text=_("Telefon, E-Mail oder Anschrift. Ohne Angabe sehen Sie mit einem Code nach, wie es steht."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    name = forms.CharField(
        label=_("Ihr Name"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    for_whom = forms.CharField(
        label=_("Sie fragen für jemand anderen?"),
        help_text=_("Dann schreiben Sie hier, für wen. Zum Beispiel: meine Tante Anneliese."),
        max_length=200,
        required=False,
    )
    # Programs fill in every field; people do not see this one.
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def subject(self) -> str:
        """The first words of the question."""
        first = str(self.cleaned_data["text"]).strip().splitlines()[0]
        return first if len(first) <= 80 else first[:80].rsplit(" ", 1)[0] + " …"

    def asker(self) -> From:
        data = self.cleaned_data
        language = (get_language() or "de")[:2]
        return asked_by(name=data["name"], for_whom=data["for_whom"], reach=data["reach"], language=language)


class WordsForm(TokenForm):
    """What the asker adds."""

    text = forms.CharField(
        label=_("Möchten Sie etwas ergänzen?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Schreiben Sie kurz, was wir noch wissen sollen.")},
    )
