"""“Ich möchte helfen” as a form: for people without account, and for the desk that writes along."""

import datetime
import decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from engagiert.apps.cases.public import TokenForm, asked_by
from engagiert.apps.directory.public import LANGUAGES
from engagiert.apps.privacy.public import Asked
from engagiert.kernel.ui.forms import for_others

from . import week
from .models import Proposal, Refusal, Volunteer, Wish
from .selectors import avoid_choices, first_choices, more_choices, skill_choices
from .services import Given, Someone, Wanting

RADII = [(1, "1 km"), (2, "2 km"), (5, "5 km"), (10, "10 km"), (20, "20 km"), (50, "50 km")]
AGES = [("adult", _("18 oder älter")), ("minor", _("unter 18"))]
_UNKNOWN = _("Das steht hier nicht zur Wahl. Nehmen Sie etwas aus der Liste, oder schreiben Sie es in eigenen Worten.")
_LONGEST = 2000
_GERMAN = "de"


def _boxes(label: Any, choices: Any, **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _UNKNOWN},
        **more,
    )


def day_field(label: Any, **more: Any) -> forms.DateField:
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label,
        required=False,
        widget=picker,
        error_messages={"invalid": _("Dieses Datum gibt es nicht. Schreiben Sie es so: 03.08.2010")},
        **more,
    )


def birthday_field(label: Any) -> forms.DateField:
    """Asked of the young alone: “freiwillig” beside it would be wrong for them."""
    field = day_field(label, help_text=_("Nur, wenn Sie unter 18 sind."))
    field.says_when = True  # type: ignore[attr-defined]
    field.widget.attrs["autocomplete"] = "bday"
    return field


class WishForm(forms.Form):
    """What somebody likes, can, will not do, when, how far, how much; nothing of it must be filled in."""

    likes = _boxes(_("Was machen Sie gern?"), (), help_text=_("Alles, was Sie anspricht. Oder nichts."))
    likes_more = _boxes(_("Noch etwas?"), ())
    words = forms.CharField(
        label=_("In Ihren Worten"),
        help_text=_("Zum Beispiel: ein paar Samstage, mit Tieren. Nichts über Krankheiten: Das besprechen wir lieber."),
        max_length=_LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": _(
                "Das sind %(show_value)s Zeichen, es passen %(limit_value)s. Ihr Text steht noch da: Kürzen Sie ihn."
            )
        },
    )
    days = _boxes(_("An welchen Tagen?"), week.DAYS, help_text=_("Keiner angekreuzt heißt: jeder passt."))
    parts = _boxes(_("Zu welcher Zeit?"), week.PARTS[:3])
    hours_per_week = forms.DecimalField(
        label=_("Höchstens wie viele Stunden in der Woche?"),
        help_text=_("Wir schlagen nichts vor, was darüber geht."),
        min_value=decimal.Decimal("0.5"),
        max_value=40,
        max_digits=4,
        decimal_places=1,
        required=False,
        localize=True,
        error_messages={
            "min_value": _("Weniger als eine halbe Stunde lohnt sich selten. Lassen Sie das Feld sonst leer."),
            "max_value": _("Mehr als 40 Stunden schlagen wir niemandem vor."),
            "invalid": _("Schreiben Sie eine Zahl, zum Beispiel 2 oder 1,5."),
        },
    )
    from_on = day_field(_("Ab wann?"), help_text=_("Leer heißt: ab sofort."))
    place = forms.CharField(
        label=_("Wo sind Sie zu Hause?"),
        help_text=_("Stadtteil oder Postleitzahl genügt."),
        max_length=120,
        required=False,
    )
    radius_km = forms.TypedChoiceField(
        label=_("Wie weit darf es sein?"),
        coerce=int,
        choices=RADII,
        initial=10,
        error_messages={"invalid_choice": _("Wählen Sie, wie weit Sie höchstens fahren oder gehen, mindestens 1 km.")},
    )
    skills = _boxes(_("Was können Sie gut?"), ())
    avoids = _boxes(_("Was möchten Sie nicht?"), (), help_text=_("Das schlagen wir Ihnen nie vor."))
    languages = _boxes(
        _("Welche Sprachen sprechen Sie außer Deutsch?"),
        [(term.code, term.label) for term in LANGUAGES.values() if term.code != _GERMAN],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Lists, not functions: a field folds its choices when it can count them. Words are those of the page.
        words = {"likes": first_choices, "likes_more": more_choices, "skills": skill_choices, "avoids": avoid_choices}
        for name, choices in words.items():
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
            field.choices = choices()

    def wanting(self, **more: Any) -> Wanting:
        data = self.cleaned_data
        return Wanting(
            likes=(*data["likes"], *data["likes_more"]),
            skills=tuple(data["skills"]),
            avoids=tuple(data["avoids"]),
            languages=(_GERMAN, *data["languages"]),
            words=data["words"],
            week_parts=week.bits(map(int, data["days"]), map(int, data["parts"])),
            place=data["place"],
            radius_km=data["radius_km"],
            from_on=data["from_on"],
            hours_per_week=data["hours_per_week"],
            **more,
        )

    @staticmethod
    def of(wish: Wish) -> dict[str, Any]:
        """The form as it was filled in."""
        days, parts = week.chosen(wish.week_parts)
        names = ("likes", "skills", "avoids", "languages", "words", "place", "radius_km", "from_on", "hours_per_week")
        found = {name: getattr(wish, name) for name in names} | {"days": days, "parts": parts}
        found["languages"] = [code for code in wish.languages if code != _GERMAN]
        more = {code for code, _word in more_choices()}
        return found | {"likes_more": [code for code in wish.likes if code in more]}


class JoinForm(TokenForm, WishForm):
    """The public form: a wish, a name, a way to reach; friends and guardians where there are any."""

    name = forms.CharField(
        label=_("Wie heißen Sie?"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Schreiben Sie Ihren Namen.")},
    )
    reach = forms.CharField(
        label=_("Wie erreichen wir Sie?"),
        help_text=_("Telefon, E-Mail oder Anschrift. Ohne Angabe sehen Sie mit einem Code selbst nach."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    age = forms.ChoiceField(
        label=_("Wie alt sind Sie?"),
        choices=AGES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie: 18 oder älter, oder unter 18.")},
    )
    born_on = birthday_field(_("Wann sind Sie geboren?"))
    guardian = forms.CharField(
        label=_("Wer sorgt für Sie?"),
        help_text=_(
            "Nur unter 16: Vater oder Mutter, die zustimmen. Sorgen zwei, nennen Sie beide, eine Person pro Zeile."
        ),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    guardian_reach = forms.CharField(
        label=_("Wie erreichen wir sie?"),
        help_text=_("E-Mail oder Anschrift. Ohne Angabe drucken Sie gleich ein Blatt mit einem Code aus."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    friends = forms.CharField(
        label=_("Mit wem möchten Sie zusammen helfen?"),
        help_text=_(
            "Eine Person pro Zeile. Wer unter 18 ist, mit Geburtsdatum: Mira Esempio, 14.02.2010. Für alle gilt der "
            "Wunsch von oben."
        ),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    wants_call = forms.BooleanField(label=_("Rufen Sie mich lieber an"), required=False)
    # The offer they come from: joining says yes to it.
    offer = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    # Programs fill in every field; people do not see this one.
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("age") == "minor" and not data.get("born_on") and "born_on" not in self.errors:
            self.add_error("born_on", _("Schreiben Sie, wann Sie geboren sind: Manches geht erst ab einem Alter."))
        if data.get("wants_call") and not asked_by(name="", reach=data.get("reach", "")).phone:
            self.add_error("reach", _("Für einen Anruf brauchen wir Ihre Telefonnummer."))
        return data

    def someone(self) -> Someone:
        data = self.cleaned_data
        return someone_of(
            data["name"], data["reach"], data["born_on"] if data["age"] == "minor" else None, self.guardians()
        )

    def guardians(self) -> tuple[Asked, ...]:
        """Who is named, at most two; an address given once holds for the first."""
        names = [line.strip() for line in self.cleaned_data["guardian"].splitlines() if line.strip()][:2]
        reached = asked_by(name=names[0] if names else "", reach=self.cleaned_data["guardian_reach"])
        ways = [(reached.mail, reached.postal), ("", ())]
        return tuple(Asked(name, *way) for name, way in zip(names, ways, strict=False))

    def companions(self) -> tuple[Someone, ...]:
        """The friends; whoever is under 18 has the same guardians named as far as nobody says otherwise."""
        lines = [line.strip() for line in self.cleaned_data["friends"].splitlines() if line.strip()]
        found = []
        for line in lines[:5]:
            name, _comma, rest = line.partition(",")
            born = _read_date(rest)
            found.append(someone_of(name.strip()[:200], "", born, (Asked(str(_("Eltern von %s")) % name.strip()),)))
        return tuple(found)

    def clean_friends(self) -> str:
        text = str(self.cleaned_data["friends"])
        for line in text.splitlines():
            rest = line.partition(",")[2].strip()
            if rest and _read_date(rest) is None:
                raise forms.ValidationError(
                    _("„%(rest)s“ ist kein Datum. Schreiben Sie es so: 14.02.2010"), params={"rest": rest[:40]}
                )
        return text


class IntakeForm(JoinForm):
    """The coordinator writes along: the same, with the way it came and an office."""

    channel = forms.ChoiceField(
        label=_("Wie kam es?"),
        choices=[
            (Volunteer.Channel.PHONE, _("Telefon")),
            (Volunteer.Channel.COUNTER, _("Am Schalter")),
            (Volunteer.Channel.LETTER, _("Auf Papier")),
        ],
    )

    field_order = ("token", "channel", "name", "reach", "words", "days", "parts", "hours_per_week")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["age"].initial = "adult"
        for_others(self)


def someone_of(name: str, reach: str, born_on: datetime.date | None, guardians: tuple[Asked, ...]) -> Someone:
    reached = asked_by(name=name, reach=reach)
    return Someone(
        name=name,
        mail=reached.mail,
        phone=reached.phone,
        postal=reached.postal,
        born_on=born_on,
        language=(get_language() or "de")[:2],
        guardians=guardians,
    )


def _read_date(text: str) -> datetime.date | None:
    try:
        return datetime.datetime.strptime(text.strip(), "%d.%m.%Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


class AnswerForm(forms.Form):
    """A no, and how far it reaches; nobody has to say why."""

    scope = forms.ChoiceField(
        label=_("Was möchten Sie nicht?"),
        choices=[
            (Refusal.Scope.OFFER, _("Nur dieses Angebot")),
            (Refusal.Scope.ORGANISATION, _("Nichts bei dieser Organisation")),
            (Refusal.Scope.KIND, _("Nichts dieser Art, zum Beispiel kein Amt im Vorstand")),
        ],
        initial=Refusal.Scope.OFFER,
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie, wie weit Ihr Nein gilt.")},
    )
    words = forms.CharField(
        label=_("Möchten Sie etwas dazu sagen?"),
        help_text=_("Das liest nur unser Büro. Die Organisation bekommt ein freundliches Nein ohne Ihre Worte."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class HoursForm(TokenForm):
    """Hours of one day."""

    on = day_field(_("Tag"))
    hours = forms.DecimalField(
        label=_("Stunden"),
        help_text=_("Zum Beispiel 2 oder 1,5"),
        max_digits=4,
        decimal_places=2,
        min_value=decimal.Decimal("0.25"),
        max_value=24,
        localize=True,
        error_messages={
            "required": _("Schreiben Sie, wie viele Stunden es waren."),
            "invalid": _("Schreiben Sie eine Zahl, zum Beispiel 2 oder 1,5."),
            "min_value": _("Mindestens eine Viertelstunde: 0,25."),
            "max_value": _("Ein Tag hat 24 Stunden."),
        },
    )
    what = forms.CharField(label=_("Was haben Sie gemacht?"), max_length=200, required=False)

    def clean_on(self) -> datetime.date:
        return self.cleaned_data["on"] or timezone.localdate()

    def given(self) -> Given:
        data = self.cleaned_data
        return Given(on=data["on"], hours=data["hours"], what=data["what"], token=self.taken_as())


class PauseForm(forms.Form):
    """Until when, and whether they want to be asked then."""

    until = day_field(_("Pause bis"), help_text=_("Leer heißt: bis Sie sich wieder melden."))
    ask_again = forms.BooleanField(label=_("Fragen Sie mich dann wieder"), required=False)


class OrganisationForm(forms.Form):
    """The organisation's answer; a reason helps the office to find better, and goes no further."""

    because = forms.ChoiceField(
        label=_("Wenn nein: woran liegt es?"),
        choices=[
            ("", _("möchte ich nicht sagen")),
            (Proposal.Reason.FULL, Proposal.Reason.FULL.label),
            (Proposal.Reason.TIME, Proposal.Reason.TIME.label),
            (Proposal.Reason.FIT, Proposal.Reason.FIT.label),
            (Proposal.Reason.GONE, Proposal.Reason.GONE.label),
        ],
        required=False,
    )
    words = forms.CharField(
        label=_("Worte an das Büro"),
        help_text=_("Die Person liest sie nicht."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
