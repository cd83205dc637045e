"""The short form of a wave, for people without account, and along with it what the desk fills in."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagiert.apps.cases.public import TokenForm
from engagiert.apps.directory.public import LANGUAGES
from engagiert.apps.volunteering.public import Volunteer
from engagiert.apps.volunteering.public import forms as shapes
from engagiert.apps.volunteering.public import selectors as people
from engagiert.kernel.ui.forms import for_others

from .models import Wave
from .selectors import Pool
from .services import LONGEST_QUESTION, Aim, Date, Gathered, Signing

_GERMAN = "de"
_BOXES = forms.CheckboxSelectMultiple


class SignupForm(TokenForm):
    """Six questions, of which one must be answered."""

    name = forms.CharField(
        label=_("Wie heißen Sie?"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Schreiben Sie Ihren Namen.")},
    )
    reach = forms.CharField(
        label=_("Wie erreichen wir Sie?"),
        help_text=_("E-Mail, Telefon oder Anschrift. Mit einer E-Mail-Adresse geht es am schnellsten."),
        max_length=400,
        required=False,
    )
    skills = forms.MultipleChoiceField(
        label=_("Was können Sie?"), required=False, widget=_BOXES, help_text=_("Alles, was passt. Oder nichts.")
    )
    languages = forms.MultipleChoiceField(
        label=_("Welche Sprachen sprechen Sie außer Deutsch?"),
        choices=[(term.code, term.label) for term in LANGUAGES.values() if term.code != _GERMAN],
        required=False,
        widget=_BOXES,
    )
    born_on = shapes.birthday_field(_("Geburtsdatum"))
    question = forms.CharField(
        label=_("Haben Sie eine Frage?"),
        help_text=_("Nur dann antwortet Ihnen ein Mensch einzeln. Ohne Frage hören Sie trotzdem von uns."),
        max_length=LONGEST_QUESTION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": _(
                "Das sind %(show_value)s Zeichen, es passen %(limit_value)s. Ihr Text steht noch da: Kürzen Sie ihn."
            )
        },
    )
    # Programs fill in every field; people do not see this one.
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["skills"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = people.skill_choices()

    def signing(self) -> Signing:
        data = self.cleaned_data
        return Signing(
            someone=shapes.someone_of(data["name"], data["reach"], data["born_on"], ()),
            skills=tuple(data["skills"]),
            languages=(_GERMAN, *data["languages"]),
            question=data["question"].strip(),
        )


class TakeDownForm(SignupForm):
    """The same while somebody speaks, or from a sheet of paper."""

    channel = forms.ChoiceField(
        label=_("Wie hat sich die Person gemeldet?"),
        choices=[
            (Volunteer.Channel.PHONE, _("am Telefon")),
            (Volunteer.Channel.COUNTER, _("persönlich")),
            (Volunteer.Channel.LETTER, _("auf Papier")),
        ],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for_others(self)


class WaveForm(TokenForm):
    """Why, what for, until when, what is promised, and how many an organisation gets."""

    title = forms.CharField(label=_("Wie heißt die Welle?"), max_length=120)
    reason = forms.CharField(
        label=_("Warum?"),
        help_text=_("Das lesen alle. Ein, zwei Sätze: Was ist geschehen, wer braucht Hilfe?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    goal = forms.CharField(label=_("Was wollen Sie erreichen?"), max_length=300, required=False)
    ends_on = shapes.day_field(_("Bis wann nehmen Sie Meldungen an?"))
    answer_days = forms.IntegerField(
        label=_("Nach wie vielen Tagen hören alle von Ihnen?"),
        help_text=_("Das versprechen Sie jedem Menschen. Versprechen Sie, was Sie halten."),
        initial=7,
    )
    cap = forms.IntegerField(
        label=_("Wie viele Menschen höchstens für eine Organisation?"),
        help_text=_("Damit keine unter Anfragen untergeht."),
        initial=5,
    )

    def clean_ends_on(self) -> datetime.date:
        day: datetime.date | None = self.cleaned_data["ends_on"]
        if day is None:
            raise forms.ValidationError(_("Wählen Sie einen Tag."))
        return day

    def aim(self) -> Aim:
        data = self.cleaned_data
        return Aim(
            title=data["title"],
            reason=data["reason"],
            goal=data["goal"],
            ends_on=data["ends_on"],
            answer_days=data["answer_days"],
            cap=data["cap"],
        )

    @staticmethod
    def of(wave: Wave) -> dict[str, Any]:
        names = ("title", "reason", "goal", "ends_on", "answer_days", "cap")
        return {name: getattr(wave, name) for name in names}


class DateForm(TokenForm):
    """A date on which many are informed at once."""

    title = forms.CharField(label=_("Was?"), max_length=200, initial=_("Infotermin"))
    where = forms.CharField(label=_("Wo?"), max_length=200, required=False)
    day = shapes.day_field(_("Tag"))
    begins = forms.TimeField(label=_("Von"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(label=_("Bis"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    seats = forms.IntegerField(label=_("Plätze"), max_value=5000)

    def clean_day(self) -> datetime.date:
        day: datetime.date | None = self.cleaned_data["day"]
        if day is None:
            raise forms.ValidationError(_("Wählen Sie einen Tag."))
        return day

    def date(self) -> Date:
        data, zone = self.cleaned_data, timezone.get_current_timezone()
        return Date(
            title=data["title"],
            where=data["where"],
            begins_at=datetime.datetime.combine(data["day"], data["begins"], zone),
            ends_at=datetime.datetime.combine(data["day"], data["ends"], zone),
            seats=data["seats"],
        )


class InviteForm(forms.Form):
    """The next so many of a pool."""

    skill = forms.ChoiceField(label=_("Wer kann"), required=False)
    language = forms.ChoiceField(label=_("Wer spricht"), required=False)
    number = forms.IntegerField(label=_("Wie viele?"), initial=50)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        words: dict[str, list[tuple[str, Any]]] = {
            "skill": [*people.skill_choices()],
            "language": [(term.code, term.label) for term in LANGUAGES.values() if term.code != _GERMAN],
        }
        for name, choices in words.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", _("egal")), *choices]

    def pool(self) -> Pool:
        return Pool(self.cleaned_data["skill"], self.cleaned_data["language"])


class GroupForm(TokenForm):
    """A group that organises itself."""

    name = forms.CharField(label=_("Wie heißt die Gruppe?"), max_length=200)
    about = forms.CharField(
        label=_("Was macht sie?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    contact = forms.CharField(
        label=_("Wen können wir anrufen?"), help_text=_("Das liest nur Ihr Büro."), max_length=200, required=False
    )
    phone = forms.CharField(label=_("Telefon"), max_length=40, required=False)
    mail = forms.EmailField(label=_("E-Mail"), required=False)
    people = forms.IntegerField(label=_("Wie viele sind es etwa?"), min_value=0, max_value=100_000, required=False)

    def group(self) -> Gathered:
        data = self.cleaned_data
        return Gathered(
            name=data["name"],
            about=data["about"],
            contact=data["contact"],
            phone=data["phone"],
            mail=data["mail"],
            people=data["people"] or 0,
        )
