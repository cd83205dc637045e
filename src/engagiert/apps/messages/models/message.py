import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.messages.purposes import CORRESPONDENCE, YEAR_AFTER
from engagiert.kernel.privacy import KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.declarations import ERASED, NOBODY
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel


class Message(WalledModel):
    """One mail or one letter of an office: what it says, to whom, and what became of it.

    ``blocks`` is the text as it was when it was written (see ``messages.texts``), so that nobody receives words that
    nobody has seen. ``key`` is the caller's name for this very message: written twice with the same key, it is one.

    ``attempts`` only ever grows and tells one try from the next, so that a worker believed dead can still report
    about its own try and never about another one.

    Purpose: the office answers and informs. Ground: the task of the office (Art. 6 (1) e DSGVO), or the consent named
    by the caller's purpose. Retention: recipient and text for 12 months after ``settled_at``, then both are emptied
    and the row stays as a count; a message that still waits is not touched. The job that does it comes with the
    retention of all tables.
    """

    class Channel(models.TextChoices):
        MAIL = "mail", _("E-Mail")
        LETTER = "letter", _("Brief")

    class State(models.TextChoices):
        WAITING = "waiting", _("wartet")
        SENDING = "sending", _("wird gesendet")
        SENT = "sent", _("gesendet")
        FAILED = "failed", _("nicht zustellbar")
        IN_DOUBT = "in_doubt", _("unsicher")
        PRINTED = "printed", _("gedruckt")
        CANCELLED = "cancelled", _("abgebrochen")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "mail": Datum(CORRESPONDENCE, YEAR_AFTER, erase=NOBODY),
        "postal": Datum(CORRESPONDENCE, YEAR_AFTER, erase=[ERASED], label=_("Anschrift")),
        "subject": Datum(CORRESPONDENCE, YEAR_AFTER, label=_("Betreff")),
        "blocks": Datum(CORRESPONDENCE, YEAR_AFTER, label=_("Text der Nachricht")),
        "reply": Datum(CORRESPONDENCE, YEAR_AFTER, label=_("Antwort des Mailservers")),
        "settled_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer entschieden hat")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "key", "purpose", "about", "message_id"),
        STATE: (
            "channel", "language", "state", "due_at", "attempts", "first_tried_at", "tried_at", "problem",
            "created_at", "settled_at",
        ),
    }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    key = models.CharField(max_length=120)
    # app.what_for, such as directory.suggestion_answer
    purpose = models.CharField(max_length=60)
    # What it is about, as app.noun:key; empty where it stands for itself.
    about = models.CharField(max_length=120, blank=True)
    channel = models.CharField(max_length=10, choices=Channel)
    language = models.CharField(max_length=2, default="de")
    mail = models.EmailField(_("E-Mail"), blank=True)
    postal = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    subject = models.CharField(max_length=200)
    blocks = models.JSONField(default=list)
    # The header by which mail programs know a mail again; the same for every try.
    message_id = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    first_tried_at = models.DateTimeField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    # Why it is not there yet: a code of ``messages.wording``, and what the mail server said.
    problem = models.CharField(max_length=20, blank=True)
    reply = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=200, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "key"], name="message_once"),
            models.CheckConstraint(
                condition=(Q(channel="mail") & ~Q(mail="")) | (Q(channel="letter") & Q(postal__len__gt=0)),
                name="message_has_somewhere_to_go",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sending", "sent", "in_doubt"]) | Q(channel="mail"),
                name="only_a_mail_is_sent",
            ),
            models.CheckConstraint(
                condition=~Q(state="printed") | Q(channel="letter"), name="only_a_letter_is_printed"
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(tried_at__isnull=False), name="message_on_its_way_says_since_when"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "printed", "cancelled"]) | Q(settled_at__isnull=False),
                name="settled_message_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "state", "created_at"], name="message_desk"),
            models.Index(fields=["office", "about"], condition=~Q(about=""), name="message_about"),
            models.Index(fields=["due_at"], condition=Q(state__in=["waiting", "sending"]), name="message_on_its_way"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.created_at:%Y-%m-%d}"

    @property
    def is_letter(self) -> bool:
        return self.channel == self.Channel.LETTER
