import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.recognition.purposes import PROOF_KEPT, PROVING
from engagiert.kernel.privacy import KEYS, SETTINGS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.declarations import ROW
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel


class Proof(WalledModel):
    """A certificate of engagement (Nachweis) as it was printed. ``content`` holds what the paper says, word for word.

    Keys of ``content``: ``opening``, ``thanks``, ``signed_by``, ``work`` (organisation, title, first and last day as
    ISO dates, hours as text), ``hours`` (their sum), ``skills``, ``trainings`` (lists of words), ``born_on``. A row is
    never changed after it was printed; what is wrong is withdrawn and issued anew.
    """

    class Kind(models.TextChoices):
        ENGAGEMENT = "engagement", _("Nachweis über Engagement")
        SKILLS = "skills", _("Kompetenznachweis")
        YOUTH = "youth", _("Nachweis für junge Engagierte")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "name": Datum(PROVING, PROOF_KEPT, ROW),
        "content": Datum(PROVING, PROOF_KEPT, ROW, label=_("was auf dem Nachweis steht"), follows="name"),
        "reason": Datum(PROVING, PROOF_KEPT, ROW, label=_("warum er nicht mehr gilt"), follows="name"),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "token"),
        STATE: ("kind", "bilingual", "issued_at", "withdrawn_at"),
    }
    stays: ClassVar[str] = "Its check code follows from the secret of this installation."

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    kind = models.CharField(_("Art"), max_length=10, choices=Kind, default=Kind.ENGAGEMENT)
    name = models.CharField(_("Name"), max_length=200)
    content = models.JSONField()
    bilingual = models.BooleanField(_("Auch auf Englisch"), default=False)
    issued_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("Grund"), max_length=300, blank=True)
    token = models.CharField(max_length=60)

    class Meta(WalledModel.Meta):
        ordering = ["-issued_at", "id"]
        indexes = [models.Index(fields=["office", "-issued_at"], name="proof_of_office")]
        constraints = [
            models.UniqueConstraint(fields=["office", "token"], name="proof_once_a_form"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(reason=""), name="what_is_withdrawn_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProofWords(WalledModel):
    """What an office writes on its certificates of one kind, before the facts and after them."""

    wall: ClassVar[Wall] = ByOffice()
    impersonal: ClassVar[Impersonal] = {KEYS: ("office",), SETTINGS: ("kind", "opening", "thanks")}

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Proof.Kind)
    opening = models.CharField(_("Einleitung"), max_length=600, blank=True)
    thanks = models.CharField(_("Dank"), max_length=600, blank=True)

    class Meta(WalledModel.Meta):
        constraints = [models.UniqueConstraint(fields=["office", "kind"], name="words_once_a_kind_of_proof")]

    def __str__(self) -> str:
        return f"{self.office_id} {self.kind}"
