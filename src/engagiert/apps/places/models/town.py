from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import KEYS, OF_THE_OFFICE, SETTINGS, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall

from .place import Place


class Town(models.Model):
    """The face of a place that takes part: what its public pages look like.

    ``arms`` and ``signs`` are the digests of the town's coat of arms and of its video in sign language (``TownFile``),
    empty where there is none, so that a page knows without reading the bytes.
    """

    wall: ClassVar[Wall] = Everyone("What a town shows of itself on its public pages.")
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("place",),
        SETTINGS: (
            "accent",
            "greeting",
            "introduction",
            "is_demo",
            "title",
            "domain",
            "wanted_domain",
            "arms",
            "arms_alt",
            "signs",
            "signs_link",
        ),
    }

    place = models.OneToOneField(Place, models.PROTECT, related_name="town")
    title = models.CharField(max_length=80, blank=True)
    accent = models.CharField(max_length=7, default="#0b5a64")
    greeting = models.CharField(max_length=120, blank=True)
    introduction = models.CharField(max_length=400, blank=True)
    # In use; the other was asked for at the desk and is not proven yet. Only the first is one town's alone.
    domain = models.CharField(max_length=253, blank=True)
    wanted_domain = models.CharField(max_length=253, blank=True)
    arms = models.CharField(max_length=64, blank=True)
    arms_alt = models.CharField(max_length=200, blank=True)
    signs = models.CharField(max_length=64, blank=True)
    signs_link = models.URLField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["domain"], condition=~models.Q(domain=""), name="domain_of_one_town"),
            models.CheckConstraint(
                condition=models.Q(arms="") | ~models.Q(arms_alt=""), name="arms_say_what_they_show"
            ),
        ]

    def __str__(self) -> str:
        return self.place.name


class TownFile(models.Model):
    """The bytes of a picture or video of a town's face, one of each kind; kept in the database with all the rest."""

    class Kind(models.TextChoices):
        ARMS = "arms", _("Wappen")
        SIGNS = "signs", _("Video in Gebärdensprache")

    wall: ClassVar[Wall] = Everyone("What a town shows of itself on its public pages.")
    off_the_record: ClassVar[str] = "The town's own row names the digest of each file, and is on record."
    impersonal: ClassVar[Impersonal] = {KEYS: ("town", "digest"), SETTINGS: ("kind", "media_type", "size", "content")}

    town = models.ForeignKey(Town, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=12, choices=Kind)
    media_type = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["town", "kind"], name="town_file_once")]

    def __str__(self) -> str:
        return f"{self.town_id} {self.kind}"


class TownText(models.Model):
    """One version of a text that a town writes for a page of its own; a new version never changes an older one."""

    class Kind(models.TextChoices):
        IMPRINT = "impressum", _("Impressum")
        PRIVACY = "datenschutz", _("Datenschutz")
        ACCESS = "barrierefreiheit", _("Erklärung zur Barrierefreiheit")
        PLAIN = "leichte-sprache", _("Leichte Sprache")
        SIGNS = "gebaerdensprache", _("Gebärdensprache")

    wall: ClassVar[Wall] = Everyone("What a town says of itself on its public pages.")
    impersonal: ClassVar[Impersonal] = {KEYS: ("town",), OF_THE_OFFICE: ("kind", "version", "text", "checked_by", "on")}

    town = models.ForeignKey(Town, models.CASCADE, related_name="texts")
    kind = models.CharField(max_length=20, choices=Kind)
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    # For plain language: who has read and understood it. For accessibility: when somebody last looked.
    checked_by = models.CharField(max_length=200, blank=True)
    on = models.DateField()

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["town", "kind", "version"], name="town_text_version_once")]

    def __str__(self) -> str:
        return f"{self.town_id} {self.kind} {self.version}"
