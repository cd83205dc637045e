"""What is pressed on the pages of a wave."""

import uuid
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from engagiert.apps.desk.alliance_forms import TownForm
from engagiert.apps.places.public import towns_that_take_part
from engagiert.apps.volunteering.public import selectors as people
from engagiert.apps.waves.public import Allotment, Wave, forms, rules, selectors, services
from engagiert.kernel.authz import Actor, guarded
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.ui.notices import notify


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def act(request: HttpRequest, wave_id: uuid.UUID, deed: str) -> HttpResponse:
    """One verb about the wave, then the page it belongs to."""
    actor = actor_of(request)
    found = selectors.wave_for(actor, wave_id)
    verb = _DEEDS.get(deed)
    if verb is None:
        raise Http404
    doing, said, back = verb
    try:
        doing(request, actor, found)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    else:
        notify(request, str(said()))
    return redirect(back, found.pk)


def _reckon(request: HttpRequest, actor: Actor, wave: Wave) -> None:
    services.ask_allotment(actor=actor, wave=wave, origin=site_of(request))


def _under_way(wave: Wave) -> Allotment:
    allotment = selectors.allotment_of(wave)
    if allotment is None:
        raise ValidationError(_("Es gibt keine Zuteilung."))
    return allotment


def _send(_request: HttpRequest, actor: Actor, wave: Wave) -> None:
    services.send_allotment(actor=actor, allotment=_under_way(wave))


def _drop(_request: HttpRequest, actor: Actor, wave: Wave) -> None:
    services.drop_allotment(actor=actor, allotment=_under_way(wave))


def _close(_request: HttpRequest, actor: Actor, wave: Wave) -> None:
    services.set_intake(actor=actor, wave=wave, is_open=False)


def _open(_request: HttpRequest, actor: Actor, wave: Wave) -> None:
    services.set_intake(actor=actor, wave=wave, is_open=True)


def _ask_to_keep(_request: HttpRequest, actor: Actor, wave: Wave) -> None:
    services.ask_to_keep(actor=actor, wave=wave)


def _end(_request: HttpRequest, actor: Actor, wave: Wave) -> None:
    services.end_wave(actor=actor, wave=wave)


type _Deed = tuple[Callable[[HttpRequest, Actor, Wave], None], Callable[[], str], str]
_DEEDS: dict[str, _Deed] = {
    "rechnen": (_reckon, lambda: _("Die Zuteilung wird gerechnet. Noch geht nichts hinaus."), "desk:wave_proposals"),
    "senden": (_send, lambda: _("Die Vorschläge gehen jetzt hinaus, einer nach dem anderen."), "desk:wave_proposals"),
    "verwerfen": (_drop, lambda: _("Verworfen. Niemand hat etwas bekommen."), "desk:wave_proposals"),
    "annahme-schliessen": (_close, lambda: _("Niemand kann sich mehr melden. Alles andere läuft weiter."), "desk:wave"),
    "annahme-oeffnen": (_open, lambda: _("Menschen können sich wieder melden."), "desk:wave"),
    "danke": (_ask_to_keep, lambda: _("Wer gerade keinen Platz hat, bekommt die Frage: behalten oder löschen?"),
              "desk:wave"),
    "beenden": (_end, lambda: _("Die Welle ist beendet. Alle bekommen Bescheid."), "desk:wave"),
}  # fmt: skip


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def invite(request: HttpRequest, wave_id: uuid.UUID, gathering_id: uuid.UUID) -> HttpResponse:
    """The next so many of a pool are invited."""
    actor = actor_of(request)
    gathering = selectors.gathering_for(actor, gathering_id)
    form = forms.InviteForm(request.POST)
    if not form.is_valid():
        notify(request, _("Nennen Sie eine Zahl, und wählen Sie aus der Liste."))
        return redirect("desk:wave_dates", wave_id)
    try:
        number = services.invite(
            actor=actor,
            gathering=gathering,
            pool=form.pool(),
            number=form.cleaned_data["number"],
            origin=site_of(request),
        )
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    else:
        said = ngettext("%(number)s Mensch ist eingeladen.", "%(number)s Menschen sind eingeladen.", number)
        notify(request, said % {"number": number} if number else _("Aus dieser Auswahl sind alle schon eingeladen."))
    return redirect("desk:wave_dates", wave_id)


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def ask_neighbour(request: HttpRequest, wave_id: uuid.UUID) -> HttpResponse:
    """Another office is asked to open its offers, or told that we need them no more."""
    actor = actor_of(request)
    found = selectors.wave_for(actor, wave_id)
    towns = {one.ags: one for one in towns_that_take_part() if one.pk != found.office.place_id}
    form = TownForm(request.POST, towns=[(one.ags, one.name) for one in towns.values()])
    try:
        if "ende" in request.POST:
            opening = next((one for one in selectors.openings_of(found) if str(one.pk) == request.POST["ende"]), None)
            if opening is None:
                raise Http404
            services.end_opening(actor=actor, opening=opening)
            notify(request, _("Beendet. Was schon vorgeschlagen ist, läuft weiter."))
        else:
            neighbour = people.exchange_of(towns[form.cleaned_data["town"]]) if form.is_valid() else None
            if neighbour is None:
                raise ValidationError(_("Wählen Sie eine Stadt, die schon mitmacht."))
            services.ask_neighbour(actor=actor, wave=found, neighbour=neighbour)
            notify(request, _("Gefragt: %(office)s") % {"office": neighbour.name})
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect("desk:wave_partners", found.pk)


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def keep(request: HttpRequest, wave_id: uuid.UUID, signup_id: uuid.UUID, deed: str) -> HttpResponse:
    """Somebody said on the telephone whether we may keep their data."""
    actor = actor_of(request)
    if deed not in ("behalten", "loeschen"):
        raise Http404
    signup = selectors.signup_for(actor, signup_id)
    services.note_keep(actor=actor, signup=signup, keep=deed == "behalten")
    notify(request, _("Notiert."))
    return redirect("desk:wave_people", wave_id)
