"""Forms of the desk about cases. The field for taking down a call is one page and few lines."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.public import Account, Office
from engagiert.apps.cases.public import Asker, Case, From, TokenForm, asked_by, kinds

CHANNELS = [("phone", _("Telefon")), ("counter", _("Am Schalter")), ("letter", _("Brief")), ("mail", _("E-Mail"))]
_WORDS = {"required": _("Schreiben Sie etwas.")}


def kind_choices(*, by_hand: bool = False) -> list[tuple[str, Any]]:
    return [(kind.code, kind.label) for kind in kinds.kinds(by_hand=by_hand)]


class KindForm(forms.Form):
    """Of which kind a case is to be that is made of a mail."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"] = forms.ChoiceField(label=_("Art"), choices=kind_choices(by_hand=True))


class NumberForm(forms.Form):
    """A case by its number, as it stands on its page."""

    number = forms.CharField(
        label=_("Nummer des Vorgangs"),
        help_text=_("Zum Beispiel 26-K7QM2X"),
        max_length=20,
        error_messages={"required": _("Geben Sie die Nummer des Vorgangs ein.")},
    )

    def __init__(self, *args: Any, listed: str = "", **more: Any) -> None:
        """``listed``: the id of a ``datalist`` on the page with numbers to choose from."""
        super().__init__(*args, **more)
        if listed:
            self.fields["number"].widget.attrs["list"] = listed


class IntakeForm(TokenForm):
    """A call, somebody at the counter, a letter: who, what, how to reach. The subject alone is needed."""

    channel = forms.ChoiceField(label=_("Wie kam es?"), choices=CHANNELS, initial="phone")
    subject = forms.CharField(
        label=_("Worum geht es?"),
        max_length=200,
        widget=forms.TextInput(attrs={"autofocus": True}),
        error_messages={"required": _("Schreiben Sie, worum es geht.")},
    )
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    reach = forms.CharField(
        label=_("Erreichbar"),
        help_text=_("Telefon, E-Mail oder Anschrift, auch untereinander. Leer: kommt wieder vorbei."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    for_whom = forms.CharField(label=_("Spricht für jemand anderen? Name"), max_length=200, required=False)
    relation = forms.CharField(label=_("Wie gehören die beiden zusammen?"), max_length=120, required=False)
    text = forms.CharField(
        label=_("Was wurde gesagt?"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    mine = forms.BooleanField(label=_("Ich kümmere mich selbst darum"), required=False, initial=True)

    def __init__(self, *args: Any, offices: list[Office], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offices = offices
        if self.is_bound:
            # What is wrong has the focus then.
            del self.fields["subject"].widget.attrs["autofocus"]
        self.fields["kind"] = forms.ChoiceField(label=_("Art"), choices=kind_choices(by_hand=True))
        self.fields["office"] = forms.ChoiceField(
            label=_("Büro"), choices=[(office.pk, f"{office.name}, {office.place.name}") for office in offices]
        )
        if len(offices) == 1:
            self.fields["office"].widget = forms.HiddenInput()
            self.fields["office"].initial = offices[0].pk
        self.order_fields(
            ["token", "office", "channel", "kind", "subject", "name", "reach", "text", "mine", "for_whom", "relation"]
        )

    def office(self) -> Office:
        return next(office for office in self.offices if str(office.pk) == self.cleaned_data["office"])

    def asker(self) -> From:
        data = self.cleaned_data
        return asked_by(name=data["name"], for_whom=data["for_whom"], relation=data["relation"], reach=data["reach"])


class AskerForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who asks, corrected."""

    postal_lines = forms.CharField(
        label=_("Anschrift"),
        help_text=_("Eine Zeile unter der anderen, wie auf dem Umschlag."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = Asker
        fields = ["name", "phone", "mail", "speaker", "relation", "speaker_phone", "speaker_mail", "reach"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["postal_lines"].initial = "\n".join(self.instance.postal)
        self.fields["reach"].label = _("Antworten am liebsten")
        self.fields["speaker_phone"].label = _("Telefon (wer spricht)")
        self.fields["speaker_mail"].label = _("E-Mail (wer spricht)")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        self.instance.postal = [
            line.strip()[:120] for line in data.get("postal_lines", "").splitlines() if line.strip()
        ]
        missing = {
            "mail": not (data.get("mail") or data.get("speaker_mail")),
            "phone": not (data.get("phone") or data.get("speaker_phone")),
            "post": not self.instance.postal,
        }
        if missing.get(data.get("reach", "")):
            self.add_error("reach", _("Dafür fehlt noch die Adresse oder die Nummer."))
        return data


class AnswerForm(TokenForm):
    """Words to the asker, on a way that exists, and what comes then."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    way = forms.ChoiceField(label=_("Weg"))
    text = forms.CharField(
        label=_("Antwort"), max_length=8000, widget=forms.Textarea(attrs={"rows": 9}), error_messages=_WORDS
    )
    outcome = forms.ChoiceField(label=_("Ergebnis"))
    reason = forms.CharField(label=_("Begründung für die Akte"), max_length=500, required=False)

    def __init__(self, *args: Any, ways: list[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["way"].choices = ways  # type: ignore[attr-defined]
        self.fields["outcome"].choices = outcome_choices()  # type: ignore[attr-defined]


def outcome_choices() -> list[tuple[str, Any]]:
    hidden = (Case.Outcome.HANDED_OVER, Case.Outcome.MERGED)
    return [(code.value, code.label) for code in Case.Outcome if code not in hidden]


class CloseForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=_("Ergebnis"))
    reason = forms.CharField(label=_("Begründung"), max_length=500, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"].choices = outcome_choices()  # type: ignore[attr-defined]


class EntryForm(TokenForm):
    """A note, a call, or what came back; confidential notes name who else may read."""

    text = forms.CharField(
        label=_("Text"), max_length=8000, widget=forms.Textarea(attrs={"rows": 3}), error_messages=_WORDS
    )
    readers = forms.MultipleChoiceField(
        label=_("Wer außer Ihnen darf das lesen?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, colleagues: list[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["readers"].choices = [(one.pk, one.name) for one in colleagues]  # type: ignore[attr-defined]


class PassOnForm(forms.Form):
    """To whom, with words for them."""

    to = forms.ChoiceField(label=_("An wen?"))
    words = forms.CharField(
        label=_("Worte dazu"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].choices = choices  # type: ignore[attr-defined]


class TemplateForm(forms.Form):
    """Words that are needed often."""

    title = forms.CharField(label=_("Name der Vorlage"), max_length=120, error_messages=_WORDS)
    kind = forms.ChoiceField(label=_("Für"), required=False)
    text = forms.CharField(
        label=_("Text"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}), error_messages=_WORDS
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", _("alle Arten")), *kind_choices(by_hand=True)]  # type: ignore[attr-defined]
