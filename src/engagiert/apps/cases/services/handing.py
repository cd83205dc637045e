"""A case goes to another office, into another case, or is shown to others: each time only as much as is needed."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office, offices_to_share_with
from engagiert.apps.cases.kinds import kind_of
from engagiert.apps.cases.models import Asker, Case, Entry
from engagiert.apps.cases.wording.answers import handed_over_text, recipient_of
from engagiert.apps.messages.public import queue_message
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .ending import close_locked
from .opening import From, found_by, open_case
from .status import code_for
from .timeline import change, let_clock_run, locked, open_and_locked


def hand_over(*, actor: Actor, case: Case, office: Office, words: str = "", site: str = "") -> Case:
    """Another office has it from now on: what was asked, by whom, and the ``words`` for the colleagues; no note.

    The asker is told by mail or letter where they can be; ``site`` is the absolute address before the path of the code.
    Returns the new case, of which the actor can read nothing.
    """
    now = open_and_locked(actor, case)
    if office.pk == now.office_id:
        raise ValidationError(_("Der Vorgang liegt schon in diesem Büro."))
    let_clock_run(now)
    asker = Asker.objects.get(case=now)
    asked = Entry.objects.filter(case=now, kind=Entry.Kind.ASKED).first()
    text = asked.text if asked else ""
    with enter(actor, action="cases.hand_over", intake_office=office.pk):
        new = open_case(
            actor=actor,
            office=office,
            kind=now.kind,
            asker=_as_given(asker),
            channel=Case.Channel.OFFICE,
            subject=now.subject,
            text=text,
            received_at=now.received_at,
            # Whoever asked was told this day, and nobody told them another.
            due_on=now.due_on,
            as_stranger=True,
        )
        facts = {"code": "handed_in", "from": now.office.name, "number": now.number}
        entry = Entry(
            office=office, case=new, kind=Entry.Kind.CHANGE, at=timezone.now(), by=actor.label, text=words, facts=facts,
            version=2,
        )  # fmt: skip
        entry.save(force_insert=True)
    told = _tell(actor, now, asker, office, code_for(actor, new), site)
    change(now, "handed_over", by=actor.label, text=words, to=office.name, office=office.pk, told=told)
    close_locked(actor, now, Case.Outcome.HANDED_OVER, "")
    return new


def _as_given(asker: Asker) -> From:
    names = ("name", "mail", "phone", "reach", "language", "speaker", "relation", "speaker_phone", "speaker_mail")
    return From(postal=tuple(asker.postal), **{name: getattr(asker, name) for name in names})


def _tell(actor: Actor, case: Case, asker: Asker, office: Office, code: str, site: str) -> bool:
    """Whether the asker has been written to; who is reached by telephone or at the counter is not."""
    way = {Asker.Reach.MAIL: "mail", Asker.Reach.POST: "letter"}.get(Asker.Reach(asker.reach), "")
    if not way:
        return False
    message = queue_message(
        actor=actor,
        office=case.office,
        key=f"case:{case.pk}:handed_over:{case.version}",
        purpose="cases.handed_over",
        about=f"cases.case:{case.pk}",
        recipient=recipient_of(asker, way),
        text=handed_over_text(case, asker, office, code, site),
    )
    return bool(message.pk)


def merge_cases(*, actor: Actor, case: Case, into: Case) -> None:
    """The same person asked the same twice: ``case`` ends in ``into``, which is due when the earlier of both was.

    Taken back by opening ``case`` again.
    """
    first, second = sorted((case, into), key=lambda one: str(one.pk))
    held = {one.pk: open_and_locked(actor, one) for one in (first, second)}
    if len(held) < 2 or case.office_id != into.office_id:
        raise ValidationError(_("Zusammenlegen geht nur mit zwei Vorgängen desselben Büros."))
    gone, kept = held[case.pk], held[into.pk]
    gone.merged_into = kept
    # What had ended in the one that goes now: its asker still writes, and the words must find what is open.
    Case.objects.filter(office=kept.office_id, merged_into=gone).update(merged_into=kept)
    kept.due_on = min(kept.due_on, gone.due_on)
    change(kept, "merged_from", by=actor.label, number=gone.number)
    change(gone, "merged_into", by=actor.label, number=kept.number)
    close_locked(actor, gone, Case.Outcome.MERGED, "")


def share_case(*, actor: Actor, case: Case, sharing: str, subject: str = "") -> None:
    """Show kind, subject and state to the district or the alliance, or to nobody else again, also after it is closed.

    ``subject`` replaces the case's: of a form it is the asker's first words, and those are not for others.
    """
    now = locked(actor, case)
    if sharing != Case.Sharing.OFFICE and kind_of(now.kind).confidential:
        raise ValidationError(_("Vorgänge dieser Art bleiben im Büro."))
    if subject.strip():
        now.subject, now.reworded = " ".join(subject.split())[:200], True
        asker = Asker.objects.get(case=now)
        asker.find = found_by(asker, now)
        asker.save(update_fields=["find"])
    now.sharing = sharing
    now.shared_with = list(offices_to_share_with(now.office, sharing))
    change(now, "shared", by=actor.label, sharing=sharing)
