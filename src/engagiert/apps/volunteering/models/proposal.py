import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.volunteering.purposes import ANSWERS, HELPING, TOLD
from engagiert.kernel.privacy import KEYS, OF_ORGANISATIONS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .volunteer import Volunteer

type Number = Callable[[str, Any], Any]


def renumber(row: dict[str, Any], number: Number) -> dict[str, Any] | None:
    """Offer and organisation are known by number; 0 stands for one that is nobody's."""
    for column, table in (
        ("opportunity_id", "opportunities.opportunity"),
        ("organisation_id", "directory.organisation"),
    ):
        if row.get(column):
            row[column] = number(table, row[column])
    return row


class Proposal(WalledModel):
    """“These two could fit”: a person and an offer, with score and reasons, two answers and an expiry.

    The organisation is asked after the person has said yes, and learns the name when it has said yes as well. What the
    offer was called is kept here: a list that is taken back must not take the story of a person with it. At most one is
    open for a pair, and none that meets a standing refusal can be written (the database holds both).
    """

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        AGREED = "agreed", _("beide haben Ja gesagt")
        DECLINED = "declined", _("abgesagt")
        EXPIRED = "expired", _("ohne Antwort abgelaufen")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    class Answer(models.TextChoices):
        OPEN = "", _("noch offen")
        YES = "yes", _("Ja")
        NO = "no", _("Nein")

    class By(models.TextChoices):
        SELF = "self", _("selbst gewählt")
        OFFICE = "office", _("vom Büro vorgeschlagen")
        WAVE = "wave", _("aus einer Zuteilung")
        LIST = "list", _("aus einer übernommenen Liste")

    class Reason(models.TextChoices):
        NONE = "", _("ohne Grund")
        TIME = "time", _("Die Zeit passt nicht.")
        PLACE = "place", _("Der Weg ist zu weit.")
        OTHER = "other", _("Es ist etwas anderes gefunden.")
        FULL = "full", _("Es sind genug Menschen da.")
        FIT = "fit", _("Die Aufgabe passt nicht.")
        CONSENT = "consent", _("Die Zustimmung der Eltern fehlt.")
        GONE = "gone", _("Das Angebot gibt es nicht mehr.")
        PAUSE = "pause", _("Die Person macht eine Pause.")

    wall: ClassVar[Wall] = ByOffice()
    renumbered = staticmethod(renumber)
    personal: ClassVar[Personal] = {
        "reasons": Datum(HELPING, ANSWERS, label=_("warum es passen könnte")),
        "told": Datum(HELPING, TOLD, label=_("was dazu gesagt wurde")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "volunteer", "together", "token"),
        OF_ORGANISATIONS: (
            "opportunity_id", "organisation_id", "title", "organisation_name", "kind", "terms", "hours_per_week",
        ),
        STATE: (
            "score", "parts", "state", "by", "made_at", "expires_on", "volunteer_answer", "volunteer_answered_at",
            "organisation_asked_at", "organisation_answer", "organisation_answered_at", "declined_because",
        ),
    }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="proposals")
    # Friends who are proposed to the same offer.
    together = models.UUIDField(null=True, blank=True)
    token = models.CharField(max_length=60, blank=True)
    # No foreign keys: offers stand behind the wall of their own office, which may be another one.
    opportunity_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField(default=0)
    title = models.CharField(max_length=200)
    organisation_name = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20)
    terms = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    score = models.FloatField(default=0)
    parts = models.JSONField(default=dict)
    # Sentences, best first.
    reasons = models.JSONField(default=list)
    # What the person or the organisation said with their no; for the office alone.
    told = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    by = models.CharField(max_length=8, choices=By)
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    volunteer_answer = models.CharField(max_length=4, choices=Answer, default=Answer.OPEN, blank=True)
    volunteer_answered_at = models.DateTimeField(null=True, blank=True)
    organisation_asked_at = models.DateTimeField(null=True, blank=True)
    organisation_answer = models.CharField(max_length=4, choices=Answer, default=Answer.OPEN, blank=True)
    organisation_answered_at = models.DateTimeField(null=True, blank=True)
    declined_because = models.CharField(max_length=10, choices=Reason, default=Reason.NONE, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["-made_at", "-score", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "opportunity_id"], condition=Q(state="open"), name="one_open_proposal_a_pair"
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(volunteer_answer="yes", organisation_answer="yes"),
                name="agreed_when_both_said_yes",
            ),
            models.CheckConstraint(
                condition=Q(organisation_asked_at__isnull=True) | Q(volunteer_answered_at__isnull=False),
                name="organisation_asked_after_the_person",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "state", "expires_on"], name="proposal_in_state"),
            models.Index(fields=["opportunity_id", "state"], name="proposal_of_offer"),
            models.Index(fields=["organisation_id", "state"], name="proposal_of_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN
