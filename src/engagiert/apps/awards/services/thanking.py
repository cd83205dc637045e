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
from engagiert.apps.awards.selectors.thanks import Somebody, name_mark, people_to_thank
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
    people = [one for one in people_to_thank(now) if not one.why_not and wanted.intersection(one.marks)]
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
    """Once an occasion, by whichever of their marks another list knows them; the name alone is kept as a hint."""
    at = timezone.now()
    rows = [
        ThankYou(office=thanks.office, thanks=thanks, occasion=thanks.occasion, mark=mark, written_at=at)
        for mark in (*sorted(one.marks), name_mark(thanks, one.name))
    ]
    ThankYou.objects.bulk_create(rows, ignore_conflicts=True)
    written = ThankYou.objects.filter(pk__in=[row.pk for row in rows])
    if written.filter(mark__in=one.marks).count() < len(one.marks):
        return False
    first = rows[0]
    try:
        message = queue_message(
            actor=actor,
            office=thanks.office,
            key=f"awards:thanks:{first.pk}",
            purpose="awards.thanks",
            about=f"awards.thanks:{thanks.pk}",
            recipient=Recipient(one.mail, one.postal),
            text=thanks_text(thanks, one),
        )
    except ValidationError:
        # An address that cannot be one stops nobody else's letter; the person stays on the list.
        written.delete()
        return False
    ThankYou.objects.filter(pk=first.pk).update(message_id=message.pk)
    return True


def stop_thanking(*, actor: Actor, thanks: Thanks, mark: str) -> None:
    """Somebody on this list does not want letters of thanks, now and later. Said twice it is said once."""
    require(actor, rules.TAKE_DOWN, thanks)
    for known in _marks_of(thanks, mark):
        row = NoThanks(office_id=thanks.office_id, mark=known, said_at=timezone.now())
        NoThanks.objects.bulk_create([row], ignore_conflicts=True)


def thank_again(*, actor: Actor, thanks: Thanks, mark: str) -> None:
    """They do want them after all."""
    require(actor, rules.TAKE_DOWN, thanks)
    NoThanks.objects.filter(office=thanks.office_id, mark__in=_marks_of(thanks, mark)).delete()


def _marks_of(thanks: Thanks, mark: str) -> tuple[str, ...]:
    """All by which the one with this mark is known; none where nobody on the list has it."""
    return next((one.marks for one in people_to_thank(thanks) if mark in one.marks), ())
