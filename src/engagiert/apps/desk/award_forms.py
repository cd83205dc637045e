"""Forms of the desk about awards."""

import datetime
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagiert.apps.awards.public import Award, Facts, Letters, Member, Nomination, NominationForm, Thanks
from engagiert.apps.cases.public import Case, TokenForm, read_reach
from engagiert.apps.privacy.public import Agreement
from engagiert.kernel.ui.forms import for_others


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class AwardForm(TokenForm):
    """A kind of award, and the period that comes next."""

    name = forms.CharField(label=_("Name der Auszeichnung"), max_length=120)
    criteria = forms.CharField(
        label=_("Wofür gibt es sie?"),
        help_text=_("Steht auf der Seite der Ehrungen und vor der Jury."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    most_a_year = forms.IntegerField(
        label=_("Höchstens wie viele im Jahr?"), help_text=_("0 heißt: so viele, wie es verdienen."), min_value=0,
        max_value=1000, initial=0,
    )  # fmt: skip
    opens_on = _day(_("Vorschläge ab"))
    closes_on = _day(_("Vorschläge bis"))
    ceremony_on = _day(_("Tag der Feier"), required=False)
    ceremony_time = forms.TimeField(
        label=_("Uhrzeit"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ceremony_where = forms.CharField(label=_("Wo ist die Feier?"), max_length=200, required=False)

    @staticmethod
    def of(award: Award) -> dict[str, Any]:
        at = timezone.localtime(award.ceremony_at) if award.ceremony_at else None
        names = ("name", "criteria", "most_a_year", "opens_on", "closes_on", "ceremony_where")
        known = {name: getattr(award, name) for name in names}
        return known | {"ceremony_on": at.date() if at else None, "ceremony_time": at.time() if at else None}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("opens_on") and cleaned.get("closes_on") and cleaned["closes_on"] < cleaned["opens_on"]:
            self.add_error("closes_on", _("Der letzte Tag liegt vor dem ersten."))
        return cleaned

    def facts(self) -> Facts:
        told = self.cleaned_data
        at = None
        if told["ceremony_on"]:
            clock = told["ceremony_time"] or datetime.time(18)
            at = timezone.make_aware(datetime.datetime.combine(told["ceremony_on"], clock))
        return Facts(
            name=told["name"],
            criteria=told["criteria"],
            opens_on=told["opens_on"],
            closes_on=told["closes_on"],
            most_a_year=told["most_a_year"],
            ceremony_at=at,
            ceremony_where=told["ceremony_where"],
        )


class JurorForm(forms.Form):
    """Somebody joins the jury."""

    name = forms.CharField(label=_("Name"), max_length=120)
    organisation = forms.CharField(
        label=_("Verein oder Gruppe"),
        help_text=_("Wird jemand von dort vorgeschlagen, berät dieses Mitglied nicht mit."),
        max_length=200,
        required=False,
    )
    reach = forms.CharField(
        label=_("E-Mail oder Anschrift"),
        help_text=_("Dorthin geht der Code. Leer heißt: Sie geben ihn selbst weiter."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def member(self) -> Member:
        reached = read_reach(self.cleaned_data["reach"])
        name = self.cleaned_data["name"]
        postal = reached.postal
        if postal and any(char.isdigit() for char in postal[0]):
            postal = (name, *postal)
        return Member(name, self.cleaned_data["organisation"], reached.mail, () if reached.mail else postal)


class PaperNominationForm(NominationForm):
    """A proposal that came by telephone, at the counter or on paper, with the day on the paper."""

    channel = forms.ChoiceField(
        label=_("Wie kam der Vorschlag?"),
        choices=[(one.value, one.label) for one in (Case.Channel.PHONE, Case.Channel.COUNTER, Case.Channel.LETTER)],
    )
    on = _day(_("Tag des Vorschlags"), required=False, help_text=_("Leer heißt: heute."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for_others(self)


class DescribeForm(forms.Form):
    """What the office knows of the person and plans for the ceremony."""

    organisation = forms.CharField(label=_("Verein oder Gruppe"), max_length=200, required=False)
    reach = forms.CharField(
        label=_("Wie erreichen wir diesen Menschen?"), max_length=400, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    tribute = forms.CharField(
        label=_("Ein Satz für die Seite der Ehrungen"),
        help_text=_("Erscheint nur, wenn der Mensch zustimmt."),
        max_length=300,
        required=False,
    )
    speech = forms.CharField(
        label=_("Stichworte für die Rede"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    hands_over = forms.CharField(label=_("Wer überreicht?"), max_length=200, required=False)
    seats = forms.IntegerField(label=_("Plätze für Gäste"), min_value=0, max_value=500, required=False)

    @staticmethod
    def of(nomination: Nomination) -> dict[str, Any]:
        reach = "\n".join(filter(None, (nomination.mail, nomination.phone, *nomination.postal)))
        names = ("organisation", "tribute", "speech", "hands_over", "seats")
        return {name: getattr(nomination, name) for name in names} | {"reach": reach}

    def facts(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        reached = read_reach(told.pop("reach"))
        told["seats"] = told["seats"] or 0
        return told | {"mail": reached.mail, "phone": reached.phone, "postal": list(reached.postal)}


class DecisionForm(forms.Form):
    reason = forms.CharField(
        label=_("Begründung"),
        help_text=_("Bei einem Nein lesen sie alle, die diesen Menschen vorgeschlagen haben."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schreiben Sie eine Begründung.")},
    )


class HonourForm(forms.Form):
    """What the honoured person said on the telephone, at the counter or on paper."""

    honour = forms.ChoiceField(
        label=_("Was hat die Person gesagt?"), choices=[one for one in Nomination.Honour.choices if one[0]]
    )
    way = forms.ChoiceField(
        label=_("Auf welchem Weg?"),
        choices=[one for one in Agreement.Way.choices if one[0] != Agreement.Way.ONLINE],
    )


class ThanksForm(TokenForm):
    """Whom to thank for what, and in which words."""

    occasion = forms.CharField(
        label=_("Anlass"),
        help_text=_("Zum Beispiel „Dank 2026“. Zu einem Anlass bekommt niemand zwei Briefe."),
        max_length=80,
    )
    group = forms.ChoiceField(label=_("Wem danken Sie?"), choices=Thanks.Group.choices)
    year = forms.IntegerField(label=_("Jahr"), min_value=2000, max_value=2100)
    least = forms.IntegerField(
        label=_("Mindestens"),
        help_text=_("Stunden in diesem Jahr, oder Jahre beim Jubiläum."),
        min_value=0,
        max_value=5000,
        required=False,
    )
    subject = forms.CharField(label=_("Betreff"), max_length=150, initial=_("Danke, {name}"))
    text = forms.CharField(
        label=_("Text"),
        help_text=_(
            "„Guten Tag“ und den Gruß am Ende schreiben wir dazu. Platzhalter: {name}, {stunden}, {jahre}, {jahr}, "
            "{ort}. Eine leere Zeile beginnt einen Absatz."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        initial=_("Sie waren {jahr} für andere da. Das sehen wir, und dafür danken wir Ihnen im Namen von {ort}."),
    )

    @staticmethod
    def of(thanks: Thanks) -> dict[str, Any]:
        return {name: getattr(thanks, name) for name in ("occasion", "group", "year", "least", "subject", "text")}

    def letters(self) -> Letters:
        told = self.cleaned_data
        return Letters(told["occasion"], told["group"], told["year"], told["least"] or 0, told["subject"], told["text"])


class JoinForm(forms.Form):
    into = forms.ChoiceField(label=_("Derselbe Mensch wie"))

    def __init__(self, *args: Any, others: Sequence[Nomination] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        cast("forms.ChoiceField", self.fields["into"]).choices = [
            (str(one.pk), ", ".join(filter(None, (one.name, one.organisation)))) for one in others
        ]
