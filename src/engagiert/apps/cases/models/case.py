import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagiert.apps.accounts.models import Office
from engagiert.apps.cases.purposes import ASKING, CASE
from engagiert.kernel.privacy import DERIVED, KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 6


class Case(WalledModel):
    """Somebody asked something (Vorgang): what kind, in which state, until when, who has it.

    Who asked and what was written stands in ``Asker`` and ``Entry``, which never leave the office; a case that is
    shared shows kind, subject and state. The key is made here, because who has no account may insert a row but not
    read it back. ``version`` counts what was done, so that two people on one case notice each other.

    ``due_on`` is the last day of the promise; while the asker must act (``state`` asking since ``asked_on``) it stands,
    and the waiting is added when they have. Purpose: the office answers. Ground: its task (Art. 6 (1) e DSGVO).
    Retention: two years after ``closed_at``; then asker, words and notes go, the row stays as a count.
    """

    class State(models.TextChoices):
        NEW = "new", _("neu")
        WORKING = "working", _("in Arbeit")
        ASKING = "asking", _("wartet auf Sie")
        CLOSED = "closed", _("beantwortet")

    class Channel(models.TextChoices):
        FORM = "form", _("Formular")
        PHONE = "phone", _("Telefon")
        COUNTER = "counter", _("persönlich")
        LETTER = "letter", _("Brief")
        MAIL = "mail", _("E-Mail")
        SUGGESTION = "suggestion", pgettext_lazy("Weg", "Hinweis")
        DUPLICATE = "duplicate", _("Abgleich")
        OFFICE = "office", _("anderes Büro")
        ROUND = "round", pgettext_lazy("Weg", "Runde")

    class Outcome(models.TextChoices):
        ANSWERED = "answered", _("beantwortet")
        HELPED = "helped", _("erledigt")
        BROUGHT_TOGETHER = "brought_together", _("Kontakt hergestellt")
        ELSEWHERE = "elsewhere", _("an andere verwiesen")
        HANDED_OVER = "handed_over", _("an anderes Büro abgegeben")
        DECLINED = "declined", _("abgelehnt")
        WITHDRAWN = "withdrawn", _("zurückgezogen")
        NO_REPLY = "no_reply", _("keine Rückmeldung")
        MERGED = "merged", _("zusammengelegt")

    class Sharing(models.TextChoices):
        OFFICE = "office", _("nur dieses Büro")
        DISTRICT = "district", _("auch der Kreis")
        ALLIANCE = "alliance", _("auch der Verbund")

    wall: ClassVar[Wall] = ByOffice(intake=True, shared=True)
    personal: ClassVar[Personal] = {
        "subject": Datum(ASKING, CASE),
        "reason": Datum(ASKING, CASE),
        "owner": Datum(ACCOUNTABILITY, OF_STAFF, DERIVED, label=_("wer zuständig ist")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "number", "about", "merged_into", "sharing", "shared_with", "version"),
        STATE: (
            "kind", "state", "channel", "received_at", "received_on", "promised_days", "due_on", "asked_on",
            "closed_at", "closed_on", "outcome", "reworded",
        ),
    }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    # What people say on the telephone: year and six signs out of the key.
    number = models.CharField(max_length=12)
    kind = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    channel = models.CharField(max_length=12, choices=Channel)
    subject = models.CharField(_("Worum geht es?"), max_length=200)
    # Whether the office has put the subject in words that others may read.
    reworded = models.BooleanField(default=False)
    # What it is about, as app.noun:key; empty where it stands for itself.
    about = models.CharField(max_length=120, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField()
    received_on = models.DateField()
    promised_days = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    asked_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    reason = models.CharField(_("Begründung"), max_length=500, blank=True)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="merged")
    sharing = models.CharField(max_length=10, choices=Sharing, default=Sharing.OFFICE)
    # The offices that may read besides the own one; worked out by the service that sets ``sharing``.
    shared_with = ArrayField(models.BigIntegerField(), default=list, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(WalledModel.Meta):
        ordering = ["due_on", "received_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="asking") | Q(asked_on__isnull=False), name="case_that_waits_says_since_when"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False, closed_on__isnull=False) & ~Q(outcome="")
                | ~Q(state="closed") & Q(closed_at__isnull=True, closed_on__isnull=True, outcome=""),
                name="closed_case_says_when_and_how",
            ),
            models.CheckConstraint(condition=Q(promised_days__gte=1), name="case_promises_at_least_a_day"),
            models.CheckConstraint(condition=Q(due_on__gt=models.F("received_on")), name="case_due_after_receipt"),
            # A decision waits once; two people may well ask about the same organisation.
            models.UniqueConstraint(
                fields=["office", "about"],
                condition=~Q(about="") & ~Q(state="closed") & Q(channel__in=["suggestion", "duplicate"]),
                name="one_open_case_a_decision",
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "due_on", "received_at"],
                condition=Q(state__in=["new", "working"]),
                name="case_to_do",
            ),
            models.Index(fields=["office", "state", "received_at"], name="case_in_state"),
            models.Index(fields=["office", "number"], name="case_number"),
            models.Index(fields=["office", "received_on"], name="case_received"),
            models.Index(fields=["office", "closed_on"], name="case_closed"),
            models.Index(fields=["office", "owner"], condition=~Q(state="closed"), name="case_owner"),
            GinIndex(fields=["shared_with"], name="case_shared"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    @staticmethod
    def renumbered(row: dict[str, Any], number: Callable[[str, Any], Any]) -> dict[str, Any] | None:
        """The offices it is shared with are not there; the office itself shares it anew."""
        row["sharing"], row["shared_with"] = Case._meta.get_field("sharing").get_default(), []
        return row

    @property
    def is_open(self) -> bool:
        return self.state != self.State.CLOSED

    @property
    def known_to_others(self) -> str:
        """What other offices and rounds read: the subject, or the number where the subject is the asker's own words.

        Out of a form or a mail it is their first ones, until the office has put it in words of its own.
        """
        by_the_asker = (self.Channel.FORM, self.Channel.MAIL, self.Channel.OFFICE)
        return self.number if self.channel in by_the_asker and not self.reworded else self.subject

    @property
    def clock_stands(self) -> bool:
        """Whether nobody is waiting for the office just now."""
        return self.state in (self.State.ASKING, self.State.CLOSED)


def number_of(key: uuid.UUID, year: int) -> str:
    """A short number such as ``26-K7QM2X``; two cases may share one, then a search shows both."""
    left, signs = key.int, []
    for _place in range(_LENGTH):
        left, sign = divmod(left, len(_SIGNS))
        signs.append(_SIGNS[sign])
    return f"{year % 100:02d}-{''.join(signs)}"
