"""What somebody at the desk does with a case: note, telephone, take it, write what came back."""

import uuid
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Account
from engagiert.apps.cases import rules
from engagiert.apps.cases.models import Asker, Case, ConfidentialNote, Entry
from engagiert.apps.cases.selectors import colleagues_at
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require

from .opening import found_by
from .timeline import change, let_clock_run, locked, open_and_locked, start_clock_anew, write, written_before


def add_note(*, actor: Actor, case: Case, text: str, token: str = "") -> None:
    """A note for the office. It takes nothing from anybody, so it never meets a conflict."""
    now = locked(actor, case)
    if not written_before(now, token):
        write(now, Entry.Kind.NOTE, by=actor.label, text=text, token=token)


def add_call(*, actor: Actor, case: Case, text: str, token: str = "") -> None:
    """What was said on the telephone."""
    now = locked(actor, case)
    if not written_before(now, token):
        _begun(now)
        write(now, Entry.Kind.CALL, by=actor.label, text=text, token=token)


def add_confidential_note(
    *, actor: Actor, case: Case, text: str, readers: Collection[int] = (), token: str = ""
) -> None:
    """A note that only the actor and the accounts ``readers`` of this office can read; the timeline tells nobody."""
    require(actor, rules.WORK, case)
    if actor.account_id is None:
        raise ValidationError(_("Eine vertrauliche Notiz braucht jemanden mit Konto."))
    staff = {account.pk for account in colleagues_at(case.office_id)}
    key = token or str(uuid.uuid4())
    if not ConfidentialNote.objects.filter(case=case, token=key).exists():
        ConfidentialNote.objects.create(
            office_id=case.office_id,
            case=case,
            at=timezone.now(),
            by=actor.label,
            readers=sorted({actor.account_id} | (set(readers) & staff)),
            text=text,
            token=key,
        )


def take_case(*, actor: Actor, case: Case, seen_owner: int | None = None) -> None:
    """From now on the actor has it. Of two who try at once one does; the other reads who was quicker.

    ``seen_owner``: who had it when the page was opened.
    """
    now = open_and_locked(actor, case)
    if now.owner_id == actor.account_id:
        return
    if now.owner_id is not None and now.owner_id != seen_owner:
        raise ValidationError(_("%(name)s hat diesen Vorgang gerade übernommen.") % {"name": now.owner})
    now.owner_id = actor.account_id
    _begun(now)
    change(now, "taken", by=actor.label)


def give_to_colleague(*, actor: Actor, case: Case, account: Account, words: str = "") -> None:
    """A colleague of the same office has it from now on; ``words`` for them stand in the timeline."""
    now = open_and_locked(actor, case)
    if account.pk not in {one.pk for one in colleagues_at(case.office_id)}:
        raise ValidationError(_("%(name)s arbeitet nicht in diesem Büro.") % {"name": account.name})
    if now.owner_id != account.pk:
        now.owner = account
        change(now, "given", by=actor.label, text=words, to=account.name)


def give_back(*, actor: Actor, case: Case) -> None:
    """Nobody has it any more: whoever is next at the desk may take it."""
    now = open_and_locked(actor, case)
    if now.owner_id is not None:
        now.owner = None
        change(now, "given_back", by=actor.label)


def note_reply(*, actor: Actor, case: Case, text: str, channel: str, token: str = "") -> None:
    """What the asker answered by letter, telephone or at the counter: the clock runs again."""
    now = locked(actor, case)
    if written_before(now, token):
        return
    if not now.is_open:
        start_clock_anew(now)
    let_clock_run(now)
    write(now, Entry.Kind.INCOMING, by=actor.label, text=text, facts={"channel": channel}, token=token)
    bus.publish("ReplyReceived", case_id=str(now.pk), office_id=now.office_id)


def run_clock_again(*, actor: Actor, case: Case) -> None:
    """The office goes on without the asker's answer."""
    now = open_and_locked(actor, case)
    if now.state == Case.State.ASKING:
        let_clock_run(now)
        change(now, "resumed", by=actor.label)


def correct_asker(*, actor: Actor, case: Case, asker: Asker) -> None:
    """Save the corrected ``asker`` of this case; the history says that, not what was changed."""
    now = locked(actor, case)
    asker.office_id, asker.case = now.office_id, now
    asker.find = found_by(asker, now)
    asker.save()
    change(now, "asker_corrected", by=actor.label)


def _begun(case: Case) -> None:
    if case.state == Case.State.NEW:
        case.state = Case.State.WORKING
