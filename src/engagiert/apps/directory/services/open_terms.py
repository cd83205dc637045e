"""The licence under which a town publishes its records."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office, office_of
from engagiert.apps.directory import register, rules
from engagiert.apps.directory.models import OpenTerms
from engagiert.kernel.authz import Actor, require

_WANT_A_NAME = (OpenTerms.Licence.DL_BY, OpenTerms.Licence.CC_BY)


def choose_licence(*, actor: Actor, office: Office, licence: str, attribution: str = "") -> OpenTerms:
    """For all records of the office's place; raises ``ValidationError`` for a licence without the name it wants."""
    require(actor, rules.CHOOSE_LICENCE, office.pk)
    if office_of(office.place) != office:
        raise ValidationError(_("Die Lizenz bestimmt das Büro, das das Verzeichnis der Stadt führt."))
    if licence not in OpenTerms.Licence.values:
        raise ValidationError(_("Diese Lizenz kennen wir nicht: %(licence)s.") % {"licence": licence})
    if licence in _WANT_A_NAME and not attribution.strip():
        raise ValidationError(_("Diese Lizenz verlangt einen Namen. Schreiben Sie, wer genannt werden soll."))
    terms, _new = OpenTerms.objects.update_or_create(
        place=office.place,
        defaults={
            "office": office,
            "licence": licence,
            "attribution": attribution.strip()[:200],
            "changed_on": timezone.localdate(),
        },
    )
    # Every file says the licence: who holds an older one must notice.
    register.note_change()
    return terms
