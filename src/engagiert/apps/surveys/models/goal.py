import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.places.models import Place
from engagiert.apps.surveys.purposes import AFTER_GOAL, GOALS
from engagiert.kernel.privacy import KEYS, OF_THE_OFFICE, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Everyone, Wall
from engagiert.kernel.tenancy.models import WalledModel


class GoalState(models.TextChoices):
    OPEN = "open", _("offen")
    ON_THE_WAY = "on_the_way", _("auf dem Weg")
    REACHED = "reached", _("erreicht")
    GIVEN_UP = "given_up", _("aufgegeben")


class Goal(WalledModel):
    """A need for action that somebody has taken on (Ziel): what, why, who, until when.

    ``about`` says what it came from: ``surveys.need:KEY`` or the address of a finding; empty where from nothing here.
    """

    State: ClassVar[type[GoalState]] = GoalState
    OVER: ClassVar[tuple[str, ...]] = (GoalState.REACHED.value, GoalState.GIVEN_UP.value)

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "owner": Datum(GOALS, AFTER_GOAL),
        "owner_mail": Datum(GOALS, AFTER_GOAL, erase=""),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "place", "about", "token"),
        OF_THE_OFFICE: ("title", "why", "reason", "is_public"),
        STATE: ("type", "due_on", "state", "made_on", "closed_on"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    title = models.CharField(_("Was soll erreicht werden?"), max_length=200)
    why = models.TextField(_("Warum?"), max_length=2000, blank=True)
    type = models.CharField(_("Um welche Art geht es?"), max_length=40, blank=True)
    about = models.CharField(max_length=200, blank=True)
    owner = models.CharField(_("Wer kümmert sich?"), max_length=200)
    owner_mail = models.EmailField(_("E-Mail für die Erinnerung"), blank=True)
    due_on = models.DateField(_("Bis wann?"))
    state = models.CharField(max_length=10, choices=GoalState, default=GoalState.OPEN)
    reason = models.CharField(_("Grund"), max_length=500, blank=True)
    is_public = models.BooleanField(_("Darf im Atlas und im Bericht stehen, ohne Namen"), default=False)
    made_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    token = models.CharField(max_length=60)

    class Meta(WalledModel.Meta):
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "token"], name="goal_once_a_form"),
            models.CheckConstraint(condition=~Q(state="given_up") | ~Q(reason=""), name="goal_given_up_says_why"),
            models.CheckConstraint(
                condition=Q(state__in=["reached", "given_up"], closed_on__isnull=False)
                | ~Q(state__in=["reached", "given_up"]) & Q(closed_on__isnull=True),
                name="goal_over_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PublicGoal(WalledModel):
    """What the public may read of a goal: no name and no reason. Rebuilt in the transaction that changes the goal."""

    wall: ClassVar[Wall] = Everyone("Goals that an office released, without names of people.", written_by_office=True)
    stays: ClassVar[str] = "Made anew from the goals wherever they go."
    off_the_record: ClassVar[str] = "Derived from goals whose changes are on record."
    personal: ClassVar[Personal] = {}
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "place", "about"),
        OF_THE_OFFICE: ("title", "why"),
        STATE: ("type", "due_on", "state"),
    }

    # Equal to the goal's key, without a foreign key to a table behind the wall.
    id = models.UUIDField(primary_key=True, editable=False)
    office = models.ForeignKey(Office, models.CASCADE, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    type = models.CharField(max_length=40, blank=True)
    about = models.CharField(max_length=200, blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=GoalState)

    class Meta(WalledModel.Meta):
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.title
