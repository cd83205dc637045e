"""Who answers for the data of an office."""

from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.privacy import rules
from engagiert.apps.privacy.models import Profile
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter


def describe_controller(
    *,
    actor: Actor,
    office: Office,
    controller: str,
    officer: str = "",
    authority: str = "",
    processor: str = "",
    public_body: bool = True,
) -> Profile:
    """Set what the notices of this office say; replaces what was said before. Raises ``ValidationError``."""
    require(actor, rules.KEEP_PRIVACY, office.pk)
    with enter(actor, action="privacy.describe_controller"):
        profile = Profile.objects.filter(office=office).first() or Profile(office=office)
        profile.controller, profile.officer = controller.strip(), officer.strip()
        profile.authority, profile.processor = authority.strip(), processor.strip()
        profile.public_body, profile.changed_at = public_body, timezone.now()
        profile.full_clean(validate_unique=False)
        profile.save()
    return profile
