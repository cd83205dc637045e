import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.kernel.privacy import KEYS, OF_THE_OFFICE, STATE, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel


class Survey(WalledModel):
    """One round of questions (Umfrage): to all organisations of the office's area, or to the staff of its town hall.

    The area is that of the office's place, so the office of a Kreis or Land asks in all its towns. ``before`` is the
    round it is compared with. ``version`` is that of the newest ``Questionnaire``.
    """

    class Kind(models.TextChoices):
        ORGANISATIONS = "organisations", _("Vereine und Einrichtungen")
        STAFF = "staff", _("Beschäftigte der Verwaltung, ohne Namen")

    class State(models.TextChoices):
        DRAFT = "draft", _("in Vorbereitung")
        OPEN = "open", _("läuft")
        CLOSED = "closed", _("geschlossen")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {}
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "before", "token", "version"),
        OF_THE_OFFICE: ("title", "reason", "site"),
        STATE: ("kind", "state", "made_at", "opened_on", "closes_on", "closed_on", "remind_days", "reminded_on"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.ORGANISATIONS)
    title = models.CharField(_("Wie heißt die Umfrage?"), max_length=120)
    reason = models.CharField(_("Warum fragen Sie?"), max_length=600)
    before = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    version = models.PositiveSmallIntegerField(default=1)
    made_at = models.DateTimeField()
    opened_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(_("Bis wann?"))
    closed_on = models.DateField(null=True, blank=True)
    # So many days before the end who has not answered is reminded, once.
    remind_days = models.PositiveSmallIntegerField(default=7)
    reminded_on = models.DateField(null=True, blank=True)
    # ``https://…`` for the links that jobs write.
    site = models.CharField(max_length=200, blank=True)
    token = models.CharField(max_length=60)

    class Meta(WalledModel.Meta):
        ordering = ["-made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "token"], name="survey_once_a_form"),
            models.UniqueConstraint(
                fields=["office", "kind"], condition=Q(state="open"), name="one_survey_of_a_kind_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(opened_on__isnull=True) | Q(closes_on__gte=models.F("opened_on")),
                name="survey_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False) | ~Q(state="closed") & Q(closed_on__isnull=True),
                name="survey_that_closed_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def takes_answers(self) -> bool:
        """Whether somebody may answer today."""
        return self.state == self.State.OPEN and self.closes_on >= timezone.localdate()

    @property
    def is_of_staff(self) -> bool:
        return self.kind == self.Kind.STAFF


class Questionnaire(WalledModel):
    """What a survey asks: the version of the core questions, and the office's own. Never changed, only followed.

    ``own``: ``[{"key", "kind", "label", "choices"}]``; a key stays with its words through all versions.
    """

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {}
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "survey", "version"),
        OF_THE_OFFICE: ("core", "own"),
        STATE: ("made_at",),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questionnaires")
    version = models.PositiveSmallIntegerField()
    core = models.CharField(max_length=20)
    own = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta(WalledModel.Meta):
        ordering = ["survey", "version"]
        constraints = [models.UniqueConstraint(fields=["survey", "version"], name="questionnaire_version_once")]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.version}"
