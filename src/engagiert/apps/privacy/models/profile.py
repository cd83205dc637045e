from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.kernel.privacy import KEYS, OF_THE_OFFICE, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall


class Profile(models.Model):
    """Who answers for the data of an office: what every notice has to say (Art. 13). Without a row, what the office
    says of itself must do, and the desk says what is missing."""

    wall: ClassVar[Wall] = Everyone("A notice is there to be read by everybody.", written_by_office=True)
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office",),
        OF_THE_OFFICE: ("public_body", "controller", "officer", "authority", "processor", "changed_at"),
    }

    office = models.OneToOneField(Office, models.CASCADE, related_name="+")
    public_body = models.BooleanField(_("Das Büro gehört zu einer Behörde"), default=True)
    controller = models.TextField(_("Verantwortlich"), max_length=600)
    officer = models.TextField(_("Datenschutzbeauftragte Stelle"), max_length=600, blank=True)
    authority = models.TextField(_("Aufsichtsbehörde"), max_length=600, blank=True)
    processor = models.TextField(_("Auftragsverarbeiter"), max_length=600, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(controller=""), name="profile_names_the_controller"),
        ]

    def __str__(self) -> str:
        return self.controller.partition("\n")[0]
