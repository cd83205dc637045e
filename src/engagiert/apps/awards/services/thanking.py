"""Letters of thanks to many: each person once an occasion, by mail or letter, nobody who does not want it."""

import re
import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.awards import rules
from engagiert.apps.awards.models import NoThanks, Thanks, ThankYou
from engagiert.apps.awards.selectors.thanks import Somebody, people_to_thank
from engagiert.apps.awards.wording import PLACEHOLDERS, thanks_text
from engagiert.apps.messages.public import Recipient, queue_message
from engagiert.kernel.authz import Actor, require

_NAMESPACE = uuid.UUID("7d7f2d8a-5a55-4c0e-9d83-5f6f2c0f7d15")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Letters:
    """Whom to thank for what, and in which words; ``least`` is hours or years, by ``group``."""

    occasion: str
    group: str
    year: int
    least: int
    subject: str
    text: str


def draft_thanks(
    *, actor: Actor, office: Office, letters: Letters, thanks: Thanks | None = None, token: str = ""
) -> Thanks:
    """Letters of thanks to look at before they go; ``thanks``: change these. The same ``token`` twice is one.

    Raises ``ValidationError`` for a placeholder nobody knows, and where they have been written already.
    """
    require(actor, rules.FOLLOW, office.pk)
    if thanks is not None:
        require(actor, rules.TAKE_DOWN, thanks)
        found = Thanks.objects.select_for_update().get(pk=thanks.pk)
        if found.written_at is not None:
            raise ValidationError(_("Diese Briefe sind schon geschrieben. Legen Sie neue an."))
    else:
        key = uuid.uuid5(_NAMESPACE, f"{office.pk}:{token}") if token else uuid.uuid4()
        known = Thanks.objects.filter(pk=key).first()
        if known is not None:
            return known
        found = Thanks(id=key, office=office, created_at=timezone.now())
    for name, value in asdict(letters).items():
        setattr(found, name, value)
    found.occasion = " ".join(found.occasion.split())
    _check(found)
    found.full_clean(exclude=["office"], validate_unique=False)
    found.save()
    return found


def _check(thanks: Thanks) -> None:
    for field in ("subject", "text"):
        unknown = [word for word in _PLACEHOLDER.findall(getattr(thanks, field)) if word not in PLACEHOLDERS]
        if unknown:
            known = ", ".join(f"{{{word}}}" for word in PLACEHOLDERS)
            raise ValidationError(
                {field: _("„%(word)s“ kennen wir nicht. Es gibt: %(known)s.") % {"word": unknown[0], "known": known}}
            )


@dataclass(frozen=True, slots=True)
class Written:
    """How many mails and letters went out now."""

    mails: int
    letters: int


def send_thanks(*, actor: Actor, thanks: Thanks, marks: Collection[str]) -> Written:
    """Write to these people (by ``Somebody.mark``). Pressed twice, everybody gets one."""
    require(actor, rules.TAKE_DOWN, thanks)
    now = Thanks.objects.select_for_update(of=("self",)).select_related("office__place").get(pk=thanks.pk)
    wanted = set(marks)
    people = [one for one in people_to_thank(now) if not one.why_not and one.mark in wanted]
    counts = [0, 0]
    for one in people:
        if _write(actor, now, one):
            counts[0 if one.is_mail else 1] += 1
    if sum(counts):
        now.mails, now.letters = now.mails + counts[0], now.letters + counts[1]
        now.written_at = now.written_at or timezone.now()
        now.save(update_fields=["mails", "letters", "written_at"])
    return Written(*counts)


def _write(actor: Actor, thanks: Thanks, one: Somebody) -> bool:
    row = ThankYou(
        office=thanks.office, thanks=thanks, occasion=thanks.occasion, mark=one.mark, written_at=timezone.now()
    )
    ThankYou.objects.bulk_create([row], ignore_conflicts=True)
    if not ThankYou.objects.filter(pk=row.pk).exists():
        return False
    try:
        message = queue_message(
            actor=actor,
            office=thanks.office,
            key=f"awards:thanks:{row.pk}",
            purpose="awards.thanks",
            about=f"awards.thanks:{thanks.pk}",
            recipient=Recipient(one.mail, one.postal),
            text=thanks_text(thanks, one),
        )
    except ValidationError:
        # An address that cannot be one stops nobody else's letter; the person stays on the list.
        ThankYou.objects.filter(pk=row.pk).delete()
        return False
    ThankYou.objects.filter(pk=row.pk).update(message_id=message.pk)
    return True


def stop_thanking(*, actor: Actor, thanks: Thanks, mark: str) -> None:
    """Somebody on this list does not want letters of thanks, now and later. Said twice it is said once."""
    require(actor, rules.TAKE_DOWN, thanks)
    if any(one.mark == mark for one in people_to_thank(thanks)):
        row = NoThanks(office_id=thanks.office_id, mark=mark, said_at=timezone.now())
        NoThanks.objects.bulk_create([row], ignore_conflicts=True)


def thank_again(*, actor: Actor, thanks: Thanks, mark: str) -> None:
    """They do want them after all."""
    require(actor, rules.TAKE_DOWN, thanks)
    NoThanks.objects.filter(office=thanks.office_id, mark=mark).delete()
