"""Forms of the desk about the programme of the card."""

import datetime
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagiert.apps.cases.public import TokenForm
from engagiert.apps.places.public import Alliance
from engagiert.apps.programme.public import News, NewsFacts, Outing, OutingFacts


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def _text(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=3000, widget=forms.Textarea(attrs={"rows": 5}), **more)


class ForTowns(TokenForm):
    """Whom it is for: the own town, or all towns of an alliance."""

    alliance = forms.TypedChoiceField(label=_("Für wen?"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, alliances: Sequence[Alliance] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        cast("forms.TypedChoiceField", self.fields["alliance"]).choices = [
            ("", _("Karten unserer Stadt")),
            *((one.pk, one.name) for one in alliances),
        ]


class NewsForm(ForTowns):
    title = forms.CharField(label=_("Überschrift"), max_length=120)
    text = _text(_("Text"))
    until = _day(_("Zeigen bis"))
    field_order = ("title", "text", "until", "alliance")

    @staticmethod
    def of(news: News) -> dict[str, Any]:
        return {"title": news.title, "text": news.text, "until": news.until, "alliance": news.alliance_id}

    def facts(self) -> NewsFacts:
        told = self.cleaned_data
        return NewsFacts(told["title"], told["text"], told["until"], told["alliance"])


class OutingForm(ForTowns):
    title = forms.CharField(label=_("Name des Ausflugs"), max_length=120)
    text = _text(_("Was erwartet die Gäste?"))
    day = _day(_("Tag"))
    time = forms.TimeField(label=_("Uhrzeit"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    where = forms.CharField(label=_("Wohin?"), max_length=200)
    meeting_point = forms.CharField(label=_("Treffpunkt"), max_length=200)
    accessibility = forms.CharField(
        label=_("Barrierefreiheit"),
        help_text=_("Stufen, Wege, WC, Plätze für Rollstühle. Schreiben Sie auch, was nicht geht."),
        max_length=300,
    )
    seats = forms.IntegerField(label=_("Plätze"), min_value=1, max_value=500)
    closes_on = _day(_("Anmelden bis"))
    field_order = (
        "title",
        "text",
        "day",
        "time",
        "where",
        "meeting_point",
        "accessibility",
        "seats",
        "closes_on",
        "alliance",
    )

    @staticmethod
    def of(outing: Outing) -> dict[str, Any]:
        at = timezone.localtime(outing.begins_at)
        names = ("title", "text", "where", "meeting_point", "accessibility", "seats", "closes_on")
        known = {name: getattr(outing, name) for name in names}
        return known | {"day": at.date(), "time": at.time(), "alliance": outing.alliance_id}

    def facts(self) -> OutingFacts:
        told = self.cleaned_data
        at = timezone.make_aware(datetime.datetime.combine(told["day"], told["time"]))
        names = ("title", "text", "where", "meeting_point", "accessibility", "seats", "closes_on")
        return OutingFacts(begins_at=at, alliance_id=told["alliance"], **{name: told[name] for name in names})


class SeatForm(forms.Form):
    """Somebody rings or comes by."""

    number = forms.IntegerField(label=_("Nummer der Karte"), min_value=0, max_value=2**31 - 1)
    companion = forms.BooleanField(label=_("Mit Begleitung"), required=False)
    phone = forms.CharField(label=_("Telefon"), max_length=60, required=False)


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Warum fällt der Ausflug aus?"), max_length=300)
