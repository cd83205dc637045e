import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.places.models import Alliance
from engagiert.kernel.privacy import KEYS, OF_THE_OFFICE, STATE, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall


class News(models.Model):
    """What is new for people with the card, shown until a day. ``alliance``: for all its towns, else for the own one.

    ``shown_at`` is empty while it is a draft, and again once it was taken off the page.
    """

    wall: ClassVar[Wall] = Everyone("What an office tells people with the card is public.", written_by_office=True)
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "alliance"),
        OF_THE_OFFICE: ("title", "text"),
        STATE: ("until", "shown_at", "written_at"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    alliance = models.ForeignKey(Alliance, models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(_("Überschrift"), max_length=120)
    text = models.TextField(_("Text"), max_length=3000)
    until = models.DateField(_("Zeigen bis"))
    shown_at = models.DateTimeField(null=True, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at", "id"]

    def __str__(self) -> str:
        return self.title
