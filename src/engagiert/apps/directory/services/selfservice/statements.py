"""An organisation says something about what is said of it. The office reads it first and changes no word of it."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.directory import projection, rules
from engagiert.apps.directory.models import Organisation, Statement
from engagiert.apps.directory.services.history import remember
from engagiert.apps.directory.standing_in import in_the_office
from engagiert.kernel.authz import Actor, require

_State = Statement.State


def write_statement(*, actor: Actor, organisation: Organisation, text: str) -> Statement:
    """Hand in a statement; one that still waits gives way to it. A public one stays until this one is decided."""
    require(actor, rules.MAINTAIN_RECORD, organisation)
    with in_the_office(actor, organisation.office_id, action="directory.write_statement") as deputy:
        locked = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
        waiting = locked.statements.filter(state=_State.WAITING).first()
        if waiting is not None and waiting.text == text:
            return waiting
        # A new row, never other words in the old one: nobody shall publish what they have not read.
        locked.statements.filter(state=_State.WAITING).delete()
        return Statement.objects.create(
            office_id=locked.office_id,
            organisation=locked,
            text=text,
            account_id=deputy.account_id,
            written_at=timezone.now(),
        )


def withdraw_statement(*, actor: Actor, organisation: Organisation) -> None:
    """The organisation takes its statement back, the public and the waiting one."""
    require(actor, rules.MAINTAIN_RECORD, organisation)
    with in_the_office(actor, organisation.office_id, action="directory.withdraw_statement") as deputy:
        locked = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
        locked.statements.filter(state=_State.WAITING).delete()
        for statement in locked.statements.filter(state=_State.PUBLISHED):
            _settle(deputy, statement, _State.WITHDRAWN)
            _make_known(deputy, locked, "statement_withdrawn")


def publish_statement(*, actor: Actor, statement: Statement) -> None:
    """Show it beside the record, word by word; it takes the place of an earlier one."""
    organisation = _take(actor, statement, {_State.WAITING})
    for earlier in organisation.statements.filter(state=_State.PUBLISHED):
        _settle(actor, earlier, _State.WITHDRAWN)
    _settle(actor, statement, _State.PUBLISHED)
    _make_known(actor, organisation, "statement_published")


def decline_statement(*, actor: Actor, statement: Statement, reason: str) -> None:
    """Do not show it, or no longer; the organisation reads the ``reason``. Raises ``ValidationError`` without one."""
    if not reason.strip():
        raise ValidationError(_("Schreiben Sie dazu, warum. Die Organisation liest Ihre Begründung."))
    organisation = _take(actor, statement, {_State.WAITING, _State.PUBLISHED})
    was_public = statement.state == _State.PUBLISHED
    _settle(actor, statement, _State.DECLINED, reason)
    if was_public:
        _make_known(actor, organisation, "statement_declined")


def _take(actor: Actor, statement: Statement, states: set[Statement.State]) -> Organisation:
    """Lock record and statement, so that of two people only one decides; raises ``ValidationError`` for the other."""
    require(actor, rules.EDIT_RECORD, statement)
    found = Organisation.objects.select_for_update(of=("self",)).select_related("office", "place")
    organisation = found.get(pk=statement.organisation_id)
    now = Statement.objects.filter(pk=statement.pk).first()
    if now is None:
        raise ValidationError(_("Die Organisation hat diese Stellungnahme gerade zurückgenommen."))
    statement.state = now.state
    if now.state not in states:
        raise ValidationError(_("Über diese Stellungnahme ist schon entschieden."))
    return organisation


def _settle(actor: Actor, statement: Statement, state: Statement.State, reason: str = "") -> None:
    statement.state, statement.reason = state, reason
    statement.decided_at, statement.decided_by = timezone.now(), actor.label
    statement.over_at = statement.decided_at if state in (_State.DECLINED, _State.WITHDRAWN) else None
    statement.save(update_fields=["state", "reason", "decided_at", "decided_by", "over_at"])


def _make_known(actor: Actor, organisation: Organisation, action: str) -> None:
    """In the history of the record, and on its public page."""
    remember(actor=actor, organisation=organisation, action=action, changes={})
    projection.project([organisation])
