"""A long list goes to a job: dry run, taking over and taking back have a beginning, a bar and an end that is told."""

import uuid

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.volunteering import rules
from engagiert.apps.volunteering.models import VolunteerList
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .receiving import still_open

State = VolunteerList.State


def start_trying(*, actor: Actor, run: VolunteerList) -> None:
    """Mark the list for the job that tries it; the caller defers the job in the same transaction."""
    require(actor, rules.IMPORT_LIST, run.office_id)
    with enter(actor, action="volunteering.start_trying"):
        still_open(run)
        run.items.all().delete()
        _begin(run, State.TRYING)


def start_taking(*, actor: Actor, run: VolunteerList) -> None:
    """Mark it for the job that takes it over, or goes on where that broke off."""
    require(actor, rules.IMPORT_LIST, run.office_id)
    with enter(actor, action="volunteering.start_taking"):
        locked = VolunteerList.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if locked.state != State.FAILED:
            still_open(run)
            run.items.all().delete()
        elif not hasattr(locked, "file"):
            raise ValidationError(_("Die Datei dieser Liste ist schon gelöscht. Nehmen Sie die Liste ganz zurück."))
        _begin(run, State.RUNNING)


def start_undoing(*, actor: Actor, run: VolunteerList) -> None:
    """Mark it for the job that takes it back; raises ``ValidationError`` for one that was never taken over."""
    require(actor, rules.IMPORT_LIST, run.office_id)
    with enter(actor, action="volunteering.start_undoing"):
        locked = VolunteerList.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if locked.state not in (State.DONE, State.FAILED):
            raise ValidationError(_("Diese Liste ist nicht übernommen oder schon zurückgenommen."))
        _begin(run, State.UNDOING)


def fail_list(*, actor: Actor, list_id: uuid.UUID) -> None:
    """Say on the list that the work broke off: a dry run can be tried again, anything else be gone on with."""
    with enter(actor, action="volunteering.fail_list"):
        run = VolunteerList.objects.select_for_update(of=("self",)).get(pk=list_id)
        require(actor, rules.IMPORT_LIST, run.office_id)
        if run.is_under_way:
            run.state = State.BROKEN if run.state == State.TRYING else State.FAILED
            run.save(update_fields=["state"])


def _begin(run: VolunteerList, state: str) -> None:
    run.state, run.started_at = state, timezone.now()
    run.counts = {} if state == State.TRYING else run.counts
    run.save(update_fields=["state", "started_at", "counts"])
