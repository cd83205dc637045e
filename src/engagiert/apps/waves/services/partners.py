"""Neighbours who open their offers, and groups who organise themselves."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import From, close_cases_about, open_case
from engagiert.apps.directory.public import in_the_office
from engagiert.apps.directory.public import services as directory
from engagiert.apps.waves import rules
from engagiert.apps.waves.kinds import OPENING
from engagiert.apps.waves.models import Group, Opening, Wave
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

_REASON = "Welle"


def ask_neighbour(*, actor: Actor, wave: Wave, neighbour: Office) -> Opening:
    """Ask another office to open its offers to people of this wave; it has a case on its desk. Asked once."""
    require(actor, rules.STEER, wave)
    if neighbour.pk == wave.office_id:
        raise ValidationError({"neighbour": _("Ihre eigenen Angebote sind schon offen. Wählen Sie ein anderes Büro.")})
    with enter(actor, action="waves.ask_neighbour"):
        held = Wave.objects.select_for_update().get(pk=wave.pk)
        if held.state == Wave.State.ENDED:
            raise ValidationError(_("Diese Welle ist beendet."))
        known = Opening.objects.filter(wave=held, neighbour=neighbour).first()
        if known is not None and known.state in (Opening.State.ASKED, Opening.State.OPEN):
            return known
        opening = known or Opening(office_id=held.office_id, wave=held, neighbour=neighbour)
        opening.shared_with, opening.title, opening.reason = [neighbour.pk], held.title, held.reason
        opening.asked_by, opening.asked_at = wave.office.name, timezone.now()
        opening.state, opening.answered_at = Opening.State.ASKED, None
        opening.save()
        open_case(
            actor=Actor(label=actor.label, account_id=actor.account_id),
            office=neighbour,
            kind=OPENING.code,
            asker=From(name=wave.office.name, mail=wave.office.mail, reach="mail" if wave.office.mail else "none"),
            channel="office",
            subject=_("%(office)s bittet: Angebote öffnen für „%(wave)s“")
            % {"office": wave.office.name, "wave": held.title},
            text=held.reason,
            about=f"waves.opening:{opening.pk}",
        )
        return opening


def answer_neighbour(*, actor: Actor, opening: Opening, yes: bool) -> None:
    """The neighbour says yes or no; its organisations are asked one by one as always. Said twice it is said once."""
    require(actor, rules.ANSWER, opening)
    with in_the_office(actor, opening.office_id, action="waves.answer_neighbour"):
        held = Opening.objects.select_for_update().get(pk=opening.pk)
        if held.state == Opening.State.ENDED:
            raise ValidationError(_("Diese Welle ist beendet, oder das andere Büro braucht keine Angebote mehr."))
        held.state = Opening.State.OPEN if yes else Opening.State.DECLINED
        held.answered_at = timezone.now()
        held.save(update_fields=["state", "answered_at"])
    with enter(actor, action="waves.answer_neighbour"):
        close_cases_about(
            actor=actor, office=opening.neighbour, about=f"waves.opening:{opening.pk}",
            outcome="helped" if yes else "declined", reason="",
        )  # fmt: skip


def end_opening(*, actor: Actor, opening: Opening) -> None:
    """We need them no more. What was proposed already goes on."""
    require(actor, rules.STEER, opening)
    with enter(actor, action="waves.end_opening"):
        Opening.objects.filter(pk=opening.pk).update(state=Opening.State.ENDED, answered_at=timezone.now())


@dataclass(frozen=True, slots=True)
class Gathered:
    """A group that organises itself: its name, what it does, whom to ring; ``people``: how many they are."""

    name: str
    about: str = ""
    contact: str = ""
    phone: str = ""
    mail: str = ""
    people: int = 0


def note_group(*, actor: Actor, wave: Wave, group: Gathered, token: str) -> Group:
    """A record in the directory without legal form, as a draft, with a contact that only the office reads.

    The same form twice is one. Raises ``ValidationError`` for a name that is none.
    """
    require(actor, rules.STEER, wave)
    with enter(actor, action="waves.note_group"):
        Wave.objects.select_for_update().get(pk=wave.pk)
        known = Group.objects.filter(wave=wave, token=token).first()
        if known is not None:
            return known
        draft = directory.Draft(
            place=wave.office.place,
            values={
                "name": group.name,
                "description": group.about,
                "type": "initiative",
                "sector": "civil_society",
            },
        )
        organisation = directory.create_organisation(actor=actor, office=wave.office, draft=draft)
        if group.contact:
            directory.add_contact(
                actor=actor, organisation=organisation, name=group.contact, role=_REASON, phone=group.phone,
                mail=group.mail,
            )  # fmt: skip
        return Group.objects.create(
            office=wave.office,
            wave=wave,
            organisation_id=organisation.pk,
            people=group.people,
            noted_at=timezone.now(),
            token=token,
        )
