"""News for people with the card: written, shown, taken off again."""

import datetime
import uuid
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.programme import rules, selectors
from engagiert.apps.programme.models import News
from engagiert.kernel.authz import Actor, require

_NAMESPACE = uuid.UUID("0a3b2f0c-2f7a-4bb0-9c53-6f0b9a3f7e21")


@dataclass(frozen=True, slots=True)
class NewsFacts:
    """What to tell until which day; ``alliance_id``: to all its towns."""

    title: str
    text: str
    until: datetime.date
    alliance_id: int | None = None


def write_news(*, actor: Actor, office: Office, facts: NewsFacts, news: News | None = None, token: str = "") -> News:
    """A draft, or ``news`` in other words. The same ``token`` twice is one. Raises ``ValidationError``."""
    require(actor, rules.WRITE, office.pk)
    if news is not None:
        require(actor, rules.KEEP, news)
        found = News.objects.select_for_update().get(pk=news.pk)
    else:
        key = uuid.uuid5(_NAMESPACE, f"{office.pk}:{token}") if token else uuid.uuid4()
        known = News.objects.filter(pk=key).first()
        if known is not None:
            return known
        found = News(id=key, office=office, written_at=timezone.now())
    check_alliance(office, facts.alliance_id)
    for name, value in asdict(facts).items():
        setattr(found, name, value)
    found.full_clean(exclude=["office", "alliance"], validate_unique=False)
    found.save()
    return found


def check_alliance(office: Office, alliance_id: int | None) -> None:
    """Raises ``ValidationError`` where the office's town is not in it."""
    if alliance_id is not None and alliance_id not in {one.pk for one in selectors.alliances_to_choose(office)}:
        raise ValidationError({"alliance": _("In diesem Verbund ist Ihre Stadt nicht.")})


def show_news(*, actor: Actor, news: News) -> None:
    """On the public page from now on; shown twice it stays where it was."""
    require(actor, rules.KEEP, news)
    found = News.objects.select_for_update(of=("self",)).get(pk=news.pk)
    found.shown_at = found.shown_at or timezone.now()
    found.save(update_fields=["shown_at"])


def hide_news(*, actor: Actor, news: News) -> None:
    """Off the page; it can be shown again."""
    require(actor, rules.KEEP, news)
    found = News.objects.select_for_update(of=("self",)).get(pk=news.pk)
    found.shown_at = None
    found.save(update_fields=["shown_at"])
