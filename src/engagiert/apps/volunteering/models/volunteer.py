import datetime
import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.volunteering.purposes import HELPING, VOLUNTEER
from engagiert.kernel.privacy import DERIVED, KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

OF_AGE = 18
# From here on a young person decides alone who may learn their name (Art. 8 DSGVO); before, with their guardians.
OWN_WORD = 16


class Volunteer(WalledModel):
    """Somebody who wants to help, known to one office: how they are reached, and how things stand with them.

    What they wish stands in ``Wish``, which holds no name. ``born_on`` only where somebody is under age and said so.
    ``circle``: the same key for friends who want to help together. ``last_contact_at`` moves with everything that
    happens between them and us; two years after it name and numbers go and the row stays as a count.
    """

    class Reach(models.TextChoices):
        MAIL = "mail", _("per E-Mail")
        PHONE = "phone", _("am Telefon")
        POST = "post", _("per Brief")
        COUNTER = "counter", _("nur persönlich")
        NONE = "none", _("sieht selbst nach")

    class State(models.TextChoices):
        ACTIVE = "active", _("sucht oder ist dabei")
        PAUSED = "paused", _("macht Pause")
        LATER = "later", _("nicht jetzt, später fragen")
        LEFT = "left", _("hat sich verabschiedet")

    class Channel(models.TextChoices):
        FORM = "form", _("Formular")
        PHONE = "phone", _("Telefon")
        COUNTER = "counter", _("persönlich")
        LETTER = "letter", _("Brief")
        LIST = "list", _("übernommene Liste")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "name": Datum(HELPING, VOLUNTEER, ""),
        "mail": Datum(HELPING, VOLUNTEER, "", follows="name"),
        "phone": Datum(HELPING, VOLUNTEER, "", follows="name"),
        "postal": Datum(HELPING, VOLUNTEER, [], label=_("Anschrift"), follows="name"),
        "born_on": Datum(HELPING, VOLUNTEER, None, follows="name"),
        "reach": Datum(HELPING, VOLUNTEER, "none", label=_("wie erreichbar"), follows="name"),
        "find": Datum(HELPING, VOLUNTEER, DERIVED, label=_("Suchworte des Büros"), follows="name"),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "circle", "token", "site"),
        STATE: (
            "language", "state", "resumes_on", "channel", "joined_at", "last_contact_at", "left_on", "left_because",
            "source", "told_on",
        ),
    }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    name = models.CharField(_("Name"), max_length=200, blank=True)
    reach = models.CharField(max_length=10, choices=Reach)
    mail = models.EmailField(_("E-Mail"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    postal = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    born_on = models.DateField(_("Geburtsdatum"), null=True, blank=True)
    # The language in which they read.
    language = models.CharField(max_length=2, default="de")
    find = models.TextField(blank=True)
    circle = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    # When a pause ends, or when they want to be asked again.
    resumes_on = models.DateField(null=True, blank=True)
    channel = models.CharField(max_length=10, choices=Channel)
    # Under which address they came to us (https://…), for links in later mails; empty where nobody knows.
    site = models.CharField(max_length=200, blank=True)
    # The form it came from: sent twice, it is one person.
    token = models.CharField(max_length=60)
    # The list that brought them, and when they were told that we have their data (Art. 14 DSGVO).
    source = models.CharField(max_length=200, blank=True)
    told_on = models.DateField(null=True, blank=True)
    joined_at = models.DateTimeField()
    last_contact_at = models.DateTimeField()
    left_on = models.DateField(null=True, blank=True)
    left_because = models.CharField(max_length=20, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["-joined_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(reach__in=["counter", "none"])
                    | Q(reach="mail") & ~Q(mail="")
                    | Q(reach="phone") & ~Q(phone="")
                    | Q(reach="post", postal__len__gt=0)
                ),
                name="volunteer_can_be_reached_as_said",
            ),
            models.CheckConstraint(
                condition=Q(state="left", left_on__isnull=False) | ~Q(state="left") & Q(left_on__isnull=True),
                name="volunteer_who_left_says_when",
            ),
            models.UniqueConstraint(fields=["office", "token"], name="volunteer_once_a_form"),
        ]
        indexes = [
            models.Index(fields=["office", "state", "joined_at"], name="volunteer_in_state"),
            models.Index(fields=["circle"], condition=Q(circle__isnull=False), name="volunteer_circle"),
        ]

    def __str__(self) -> str:
        return self.name or str(_("ohne Namen"))

    def age(self, on: datetime.date) -> int | None:
        """Completed years on this day; None where they have not said when they were born and so are of age."""
        if self.born_on is None:
            return None
        return on.year - self.born_on.year - ((on.month, on.day) < (self.born_on.month, self.born_on.day))

    def is_minor(self, on: datetime.date) -> bool:
        years = self.age(on)
        return years is not None and years < OF_AGE

    def needs_guardian(self, on: datetime.date) -> bool:
        """Whether nobody may learn their name before the guardians have agreed."""
        years = self.age(on)
        return years is not None and years < OWN_WORD

    @property
    def may_be_asked(self) -> bool:
        """Whether proposals may go out: not in a pause, not gone."""
        return self.state == self.State.ACTIVE
