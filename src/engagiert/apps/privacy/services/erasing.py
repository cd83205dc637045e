"""Erase a person: at one office, with their sign-in, and once more after a restore."""

import datetime
import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from engagiert.apps.accounts.public import Account, Office, Role, Session
from engagiert.apps.messages.public import remove_mails
from engagiert.apps.privacy import ledger, rules
from engagiert.apps.privacy.ledger import Line
from engagiert.apps.privacy.models import Erasure
from engagiert.apps.privacy.purposes import PROOF
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.privacy import Purpose
from engagiert.kernel.privacy.marks import Wanted, from_marks, wanted
from engagiert.kernel.privacy.persons import Find, erase, find
from engagiert.kernel.tenancy import enter

_log = logging.getLogger("engagiert.privacy")
_ACCOUNT = "accounts_account"
_THEMSELVES = gettext_noop("die Person selbst")


def erase_person(*, actor: Actor, office: Office, who: Wanted, kept: Collection[tuple[str, str]] = ()) -> Erasure:
    """Take a person out of everything the office keeps; ``kept`` are rows (table, key) that a person wants to stay.

    The numbers stay: rows lose the person, not their place. Raises ``ValidationError`` where nothing is looked for.
    """
    require(actor, rules.KEEP_PRIVACY, office.pk)
    if not who:
        raise ValidationError(_("Sagen Sie, wen wir suchen sollen: einen Namen, eine Adresse oder eine Nummer."))
    with enter(actor, action="privacy.erase_person", offices=(office.pk,)):
        done = _erase(actor.label, office.pk, who, kept=kept)
    _erase_unseen(office.pk, who, kept)
    return done


def erase_account(*, actor: Actor, account: Account) -> list[Erasure]:
    """Erase a sign-in with its roles, sessions and what stands of it as a colleague at its offices.

    By name only where colleagues stand: an asker may have the same name, and nobody looks at this before. By address
    wherever it is not an organisation's own. What else the office wrote about the person it erases by ``erase_person``.

    The operator may, and everybody their own. Whoever is the only coordination of an office hands over first: then it
    raises ``ValidationError``.
    """
    if actor.account_id != account.pk:
        require(actor, rules.RUN_INSTALLATION, None)
    operator = Actor.operator(office_ids=tuple(Office.objects.values_list("pk", flat=True)))
    who = wanted(names=[account.name], mails=[account.email])
    with enter(operator, action="privacy.erase_account"):
        offices = sorted(set(Role.objects.filter(account=account).values_list("office_id", flat=True)))
        for office_id in offices:
            _refuse_the_last(account, office_id)
        # Their own name would be the first thing to stay behind.
        by = _THEMSELVES if actor.account_id == account.pk else actor.label
        done = [_erase(by, office_id, who, account=True) for office_id in offices]
        _delete_account(account)
    return done


def replay_erasures(*, actor: Actor, lines: Iterable[Line]) -> Counter[str]:
    """Erase once more what was erased before a restore; rule → number of rows found again."""
    require(actor, rules.RUN_INSTALLATION, None)
    counts: Counter[str] = Counter()
    known = set(Office.objects.values_list("pk", flat=True))
    for line in lines:
        if line.office not in known:
            continue
        who, operator = from_marks(list(line.marks)), Actor.operator(office_ids=(line.office,))
        with enter(operator, action="privacy.replay_erasures"):
            done, touched = _taken_out(who, line.office, account=line.account)
            _tell(line.office, touched)
            if line.account:
                done[_ACCOUNT] += _accounts_again(who, line.office)
            counts += done
            _note_again(actor, line, done)
    return +counts


def complete_ledger(*, actor: Actor) -> int:
    """Write into the list beside the database what a crash kept from it, and drop what is too old to matter.

    Returns how many lines were added.
    """
    require(actor, rules.RUN_INSTALLATION, None)
    ledger.forget(timezone.now() - datetime.timedelta(days=PROOF.days))
    operator = Actor.operator(office_ids=tuple(Office.objects.values_list("pk", flat=True)))
    known = {line.id for line in ledger.read()}
    with enter(operator, action="privacy.complete_ledger"):
        missing = [ledger.line_of(row) for row in Erasure.objects.order_by("at") if str(row.pk) not in known]
    if missing:
        ledger.append(missing)
    return len(missing)


def _erase(
    by: str, office_id: int, who: Wanted, *, kept: Collection[tuple[str, str]] = (), account: bool = False
) -> Erasure:
    counts, touched = _taken_out(who, office_id, kept=kept, account=account)
    if account:
        counts[_ACCOUNT] += 1
    done = Erasure.objects.create(office_id=office_id, at=timezone.now(), by=by, marks=who.marks(), counts=dict(counts))
    _tell(office_id, touched)
    line = ledger.line_of(done)
    transaction.on_commit(lambda: _outside(line, who))
    return done


def _erase_unseen(office_id: int, who: Wanted, kept: Collection[tuple[str, str]]) -> None:
    """Rows that speak of the person and that whoever erases may not read, because they are biased about them."""
    with enter(Actor.operator(office_ids=(office_id,)), action="privacy.erase_person"):
        _done, touched = _taken_out(who, office_id, kept=kept)
        _tell(office_id, touched)


def _taken_out(
    who: Wanted, office_id: int, *, kept: Collection[tuple[str, str]] = (), account: bool = False
) -> tuple[Counter[str], dict[str, list[str]]]:
    if not account:
        stay = set(kept)
        finds = find(who, office_id=office_id)
        return erase([one for one in finds if (one.model._meta.db_table, str(one.pk)) not in stay], who)
    counts: Counter[str] = Counter()
    touched: dict[str, list[str]] = {}
    for by, allowed in (("words", _names_colleagues), ("mail", _is_no_organisations)):
        known = Wanted(frozenset(value for value in who.values if value[0] == by), who.hashed)
        finds = (narrowed for one in find(known, office_id=office_id) if (narrowed := _within(one, allowed)))
        done, rows = erase(list(finds), known)
        counts += done
        for table, keys in rows.items():
            touched.setdefault(table, []).extend(keys)
    return counts, touched


def _within(found: Find, allowed: Callable[[Purpose], bool]) -> Find | None:
    columns = tuple(one for one in found.columns if allowed(one[0].datum.purpose))
    return replace(found, columns=columns) if columns else None


def _names_colleagues(purpose: Purpose) -> bool:
    return purpose.names_colleagues


def _is_no_organisations(purpose: Purpose) -> bool:
    return not purpose.of_organisations


def _note_again(actor: Actor, line: Line, done: Counter[str]) -> None:
    """The restored database does not know of the erasure either."""
    counts = dict(+done) | ({_ACCOUNT: 1} if line.account else {})
    values = {"at": datetime.datetime.fromisoformat(line.at), "by": actor.label, "marks": list(line.marks)}
    Erasure.objects.get_or_create(pk=line.id, office_id=line.office, defaults=values | {"counts": counts})


def _outside(line: Line, who: Wanted) -> None:
    """What is no table: the list beside the database, and mails in the folder of an installation on trial."""
    try:
        ledger.append([line])
    except OSError:
        # It is erased all the same; the daily job writes the line, and `engagiert check` says that it is missing.
        _log.exception("The list of erasures could not be written.")
    try:
        remove_mails(who)
    except OSError:
        _log.exception("Mails in the folder of outgoing mails could not be removed.")


def _tell(office_id: int, touched: dict[str, list[str]]) -> None:
    if touched:
        bus.publish("RowsErased", office_id=office_id, rows=touched)


def _refuse_the_last(account: Account, office_id: int) -> None:
    today = timezone.localdate()
    coordinators = [
        role for role in Role.objects.filter(office_id=office_id, name="coordinator", account__is_active=True)
        if role.ends_on is None or role.ends_on >= today
    ]  # fmt: skip
    if coordinators and all(role.account_id == account.pk for role in coordinators):
        raise ValidationError(_("Geben Sie die Koordination zuerst weiter: Sonst ist niemand mehr für das Büro da."))


def _delete_account(account: Account) -> None:
    Session.objects.filter(account_id=account.pk).delete()
    account.delete()


def _accounts_again(who: Wanted, office_id: int) -> int:
    """Sign-ins of this office whose address is among the erased."""
    mine: Any = Account.objects.filter(roles__office_id=office_id).distinct()
    again = [account for account in mine if who.spans(account.email) == [(0, len(account.email))]]
    for account in again:
        _delete_account(account)
    return len(again)
