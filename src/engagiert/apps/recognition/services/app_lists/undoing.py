"""Take a whole file back: what it made goes; what somebody has worked on since stays."""

import uuid
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from engagiert.apps.cases.public import services as case_services
from engagiert.apps.recognition import rules
from engagiert.apps.recognition.models import Application, AppList, Engagement
from engagiert.kernel.authz import Actor, require

State = Application.State


def undo_app_list(*, actor: Actor, run: AppList) -> dict[str, int]:
    """``{"removed", "kept"}`` applications. Raises ``ValidationError`` where it is taken back already."""
    require(actor, rules.ISSUE, run.office)
    locked = AppList.objects.select_for_update(of=("self",)).select_related("office").get(pk=run.pk)
    if locked.state != AppList.State.DONE:
        raise ValidationError(_("Diese Datei ist nicht übernommen oder schon zurückgenommen."))
    items = list(locked.items.filter(application_id__isnull=False))
    made = {item.application_id for item in items if item.made and item.application_id}
    found = list(Application.objects.select_for_update(of=("self",)).filter(pk__in=made))
    noted = {one.pk for one in found if one.state == State.ELSEWHERE}
    about = {f"recognition.application:{one.pk}": one.pk for one in found if one.is_open}
    for key in _asked_about(made):
        about.pop(f"recognition.application:{key}", None)
    gone = case_services.take_back_cases(actor=actor, office=locked.office, about=list(about))
    removed = noted | {about[one] for one in gone}
    for item in items:
        if item.until_before is not None and item.application_id:
            Application.objects.filter(pk=item.application_id).update(app_until=item.until_before)
    Application.objects.filter(pk__in=removed).delete()
    counts = {"removed": len(removed), "kept": len(made - removed)}
    locked.state, locked.counts = AppList.State.UNDONE, locked.counts | counts
    locked.save(update_fields=["state", "counts"])
    return counts


def _asked_about(applications: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those whose organisation was asked, or has answered: somebody out there knows of them."""
    known = Q(asked_at__isnull=False) | Q(confirmed_at__isnull=False) | Q(refused_at__isnull=False)
    return set(Engagement.objects.filter(known, application__in=applications).values_list("application", flat=True))
