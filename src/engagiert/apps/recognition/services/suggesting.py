"""An organisation suggests somebody for the card. What becomes of it is the person's own word."""

import uuid

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.directory.public import Organisation, in_the_office
from engagiert.apps.directory.public import own_selectors as directory_own
from engagiert.apps.messages.public import Recipient, queue_message
from engagiert.apps.recognition import wording
from engagiert.apps.volunteering.public import Placement, joining
from engagiert.kernel.authz import Actor


def suggest_as_contact(*, actor: Actor, organisation: Organisation, placement_id: uuid.UUID, site: str) -> None:
    """The person reads that they could have the card, and where; nothing is kept of it until they apply.

    Sending the application is their consent. Within a year each is written to once, whoever suggests them again.
    Raises ``ValidationError`` for who is reached neither by mail nor by letter, and for who does not help there.
    """
    office_id = directory_own.own_record_for(actor, organisation.pk).office_id
    with in_the_office(actor, office_id, action="recognition.suggest_as_contact") as deputy:
        found = Placement.objects.select_related("volunteer__office__place").filter(
            pk=placement_id, organisation_id=organisation.pk
        )
        placement = found.exclude(state=Placement.State.ENDED).first()
        if placement is None:
            raise ValidationError(_("Dieser Mensch hilft nicht bei Ihrer Organisation."))
        person = placement.volunteer
        if not (person.mail or person.postal):
            raise ValidationError(
                _("Wir haben weder E-Mail noch Anschrift von %(name)s. Bitte sagen Sie es selbst.")
                % {"name": person.name}
            )
        code = joining.code_for(person)
        queue_message(
            actor=deputy,
            office=person.office,
            key=f"recognition:suggested:{person.pk}:{timezone.localdate().year}",
            purpose="recognition.suggestion",
            about=f"volunteering.volunteer:{person.pk}",
            recipient=Recipient(person.mail, tuple(person.postal)),
            text=wording.suggestion_text(organisation.name, code, person.site or site, person.language),
        )
