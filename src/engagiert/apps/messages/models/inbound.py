import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.messages.purposes import CORRESPONDENCE, FILES, RECEIVED
from engagiert.kernel.privacy import KEYS, ROW, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .message import Message


class Inbound(WalledModel):
    """A mail that came to an office: a reply to one of ours, or one that somebody sent by themselves.

    ``text`` is the whole of it as plain text; what the sender wrote without the quoted mail is computed from it
    (``messages.reading.own_words``). ``fingerprint`` is the same for every copy of the same mail.

    Purpose: the office answers whoever writes. Ground: the task of the office (Art. 6 (1) e DSGVO). Retention: as long
    as what it is about; without that, sender, subject, text and attachments for 12 months after ``settled_at``, then
    they are emptied and the row stays as a count.
    """

    class Kind(models.TextChoices):
        REPLY = "reply", _("Mail")
        AUTO_REPLY = "auto_reply", _("automatische Antwort")
        BOUNCE = "bounce", _("nicht zugestellt")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "sender_name": Datum(
            CORRESPONDENCE, RECEIVED, "", label=_("Name der absendenden Person"), follows="sender_mail"
        ),
        "sender_mail": Datum(CORRESPONDENCE, RECEIVED, "", label=_("Adresse der absendenden Person")),
        "subject": Datum(CORRESPONDENCE, RECEIVED, label=_("Betreff")),
        "text": Datum(CORRESPONDENCE, RECEIVED, label=_("Text der Nachricht")),
        "message_id": Datum(CORRESPONDENCE, RECEIVED, label=_("Kennung der Mail")),
        "settled_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer entschieden hat")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "answers", "about", "fingerprint"),
        STATE: ("kind", "known_sender", "problem", "sent_at", "received_at", "settled_at"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    # The message it answers, if any.
    answers = models.ForeignKey(Message, models.PROTECT, related_name="replies", null=True, blank=True)
    # What it is about, as app.noun:key: taken over from the message, or said by a person.
    about = models.CharField(max_length=120, blank=True)
    # Whether it came from the address to which the message had gone.
    known_sender = models.BooleanField(default=False)
    sender_name = models.CharField(max_length=200, blank=True)
    sender_mail = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    # A code of ``messages.wording``: what could not be read or kept.
    problem = models.CharField(max_length=20, blank=True)
    message_id = models.CharField(max_length=250, blank=True)
    fingerprint = models.CharField(max_length=64)
    sent_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    # Who said where it belongs, or that nothing is to do; empty where it found its own way.
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=200, blank=True)

    class Meta(WalledModel.Meta):
        db_table = "correspondence_inbound"
        ordering = ["received_at", "id"]
        constraints = [models.UniqueConstraint(fields=["office", "fingerprint"], name="inbound_once")]
        indexes = [
            models.Index(fields=["office", "about"], condition=~Q(about=""), name="inbound_about"),
            models.Index(
                fields=["office", "received_at"], condition=Q(settled_at__isnull=True), name="inbound_unsettled"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.received_at:%Y-%m-%d}"


class InboundFile(WalledModel):
    """What came with a mail. ``content`` is kept for download only and never shown; null where ``left_out`` says why.

    Purpose, ground and retention are those of the mail.
    """

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "name": Datum(CORRESPONDENCE, FILES, ROW, label=_("Name des Anhangs")),
        "content": Datum(CORRESPONDENCE, FILES, ROW, label=_("Anhang")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "inbound", "number"),
        STATE: ("media_type", "size", "left_out"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    inbound = models.ForeignKey(Inbound, models.CASCADE, related_name="files")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    # As the sender claims: shown to nobody's browser.
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField()
    content = models.BinaryField(null=True, blank=True)
    left_out = models.CharField(max_length=10, blank=True)

    class Meta(WalledModel.Meta):
        db_table = "correspondence_inbound_file"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["inbound", "number"], name="inbound_file_once"),
            models.CheckConstraint(
                condition=Q(content__isnull=False, left_out="") | (Q(content__isnull=True) & ~Q(left_out="")),
                name="file_is_kept_or_says_why_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
