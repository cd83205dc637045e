"""The decision, what the honoured person wants, and the answer to all who proposed them."""

import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.awards import rules, wording
from engagiert.apps.awards.kinds import CALL
from engagiert.apps.awards.models import Award, Honour, Nomination, Nominator
from engagiert.apps.cases.public import Case, From, close_cases_about, open_case
from engagiert.apps.messages.public import Recipient, queue_message
from engagiert.apps.privacy.public import (
    Agreement,
    Asked,
    Consent,
    Words,
    ask_consent,
    consents_about,
    end_consent,
    note_agreement,
    withdraw_agreement,
)
from engagiert.kernel.authz import Actor, require

PURPOSE: Final = "awards.public_honour"
_DECLINED: Final = datetime.timedelta(days=183)
_GRANTED: Final = datetime.timedelta(days=3653)
State, Said = Nomination.State, Nomination.Honour


def decide_nomination(*, actor: Actor, nomination: Nomination, grant: bool, reason: str) -> None:
    """Yes or no, with a reason. With a no all who proposed are answered at once; with a yes when the person has spoken.

    Raises ``ValidationError`` without a reason, and where the award has been given as often as it may be this year.
    Decided twice in the same way it is decided once.
    """
    require(actor, rules.KEEP, nomination)
    award = Award.objects.select_for_update().get(pk=nomination.award_id)
    now = Nomination.objects.select_for_update(of=("self",)).select_related("office__place").get(pk=nomination.pk)
    wanted = State.GRANTED if grant else State.DECLINED
    if now.state == wanted:
        return
    if now.state in (State.GRANTED, State.DECLINED):
        raise ValidationError(_("Darüber ist schon entschieden."))
    if not reason.strip():
        raise ValidationError(_("Schreiben Sie eine Begründung."))
    if grant:
        _must_be_left(award, now)
    now.state, now.decided_at, now.reason = wanted, timezone.now(), reason.strip()[:1000]
    now.ends_on = timezone.localdate() + (_GRANTED if grant else _DECLINED)
    now.save(update_fields=["state", "decided_at", "reason", "ends_on"])
    # The status page of whoever proposed says that it is answered, and not how: that is the person's to say.
    close_cases_about(
        actor=actor, office=now.office, about=f"awards.nomination:{now.pk}", outcome=Case.Outcome.ANSWERED
    )
    if not grant:
        _answer_all(actor, now)


def _must_be_left(award: Award, now: Nomination) -> None:
    """The award is locked: of two at once the second sees how many there are."""
    given = Nomination.objects.filter(award=award, year=now.year, state=State.GRANTED).exclude(honour=Said.REFUSED)
    if award.most_a_year and given.count() >= award.most_a_year:
        raise ValidationError(
            _("„%(award)s“ gibt es höchstens %(most)s-mal im Jahr, und so oft ist sie schon vergeben.")
            % {"award": award.name, "most": award.most_a_year}
        )


def tell_nominee(*, actor: Actor, nomination: Nomination, origin: str) -> None:
    """The person hears of it by mail or letter, and is asked whether their name may be public. Told once."""
    require(actor, rules.KEEP, nomination)
    now = _granted(nomination)
    if not (now.mail or now.postal):
        raise ValidationError(_("Tragen Sie E-Mail oder Anschrift ein, oder rufen Sie an und notieren die Antwort."))
    _consent(actor, now, origin=origin)
    queue_message(
        actor=actor,
        office=now.office,
        key=f"awards:told:{now.pk}",
        purpose="awards.told",
        about=f"awards.nomination:{now.pk}",
        recipient=Recipient(now.mail, tuple(now.postal)),
        text=wording.nominee_text(now),
    )


def note_honour(*, actor: Actor, nomination: Nomination, honour: str, way: str) -> None:
    """What the person said: in public, quietly, in secret, or not at all. ``way``: of ``Agreement.Way``.

    A yes to the public is kept as a consent; anything else takes one back that was given. Who did not want it and now
    does has it where one is left this year, else ``ValidationError``.
    """
    require(actor, rules.KEEP, nomination)
    if honour not in (Said.PUBLIC, Said.QUIET, Said.SECRET, Said.REFUSED):
        raise ValidationError(_("Wählen Sie, was die Person gesagt hat."))
    award = Award.objects.select_for_update().get(pk=nomination.award_id)
    now = _granted(nomination)
    if now.honour == Said.REFUSED and honour != Said.REFUSED:
        _must_be_left(award, now)
    standing = _standing(now)
    if honour == Said.PUBLIC:
        if standing is None:
            consent = _consent(actor, now)
            note_agreement(actor=actor, agreement=consent.agreements.get(), way=way)
    else:
        for consent in consents_about(now.office, _about(now)):
            for one in consent.agreements.all():
                if one.stands:
                    withdraw_agreement(actor=actor, agreement=one, way=way)
            end_consent(actor=actor, consent=consent)
    _follow(actor, now, honour)


def follow_consent(*, actor: Actor, office: Office, about: str) -> None:
    """The person agreed or took it back by their link: their name comes onto the page, or goes. Safe to repeat."""
    require(actor, rules.FOLLOW, office.pk)
    key = about.partition(":")[2]
    now = Nomination.objects.select_for_update(of=("self",)).select_related("office__place", "award").filter(
        office=office, pk=key, state=State.GRANTED
    ).first()  # fmt: skip
    if now is None:
        return
    if _standing(now) is not None:
        _follow(actor, now, Said.PUBLIC)
    elif now.honour == Said.PUBLIC:
        _follow(actor, now, Said.QUIET)


def _follow(actor: Actor, now: Nomination, honour: str) -> None:
    """Keep what was said; the public page follows in the same transaction."""
    now.honour = honour
    now.save(update_fields=["honour"])
    if honour == Said.PUBLIC:
        facts = {"office": now.office, "award": now.award, "award_name": now.award.name, "year": now.year}
        Honour.objects.update_or_create(pk=now.pk, defaults=facts | {"name": now.name, "tribute": now.tribute})
    else:
        Honour.objects.filter(pk=now.pk).delete()
    _answer_all(actor, now)


def _answer_all(actor: Actor, now: Nomination) -> None:
    """Once, however often something changes afterwards: what was told cannot be taken back."""
    if now.told_at is not None:
        return
    now.told_at = timezone.now()
    now.save(update_fields=["told_at"])
    for one in Nominator.objects.filter(nomination=now):
        _answer(actor, now, one)


def _answer(actor: Actor, now: Nomination, one: Nominator) -> None:
    text = wording.nominator_text(now, one)
    try:
        if one.mail or one.postal:
            queue_message(
                actor=actor,
                office=now.office,
                key=f"awards:answer:{one.pk}",
                purpose="awards.answer",
                about=f"awards.nomination:{now.pk}",
                recipient=Recipient(one.mail, tuple(one.postal)),
                text=text,
            )
            return
        wrong = ""
    except ValidationError as error:
        # A slip in one address stops no decision; a person looks for another way.
        wrong = " ".join(error.messages)
    if one.phone or wrong:
        open_case(
            actor=actor,
            office=now.office,
            kind=CALL.code,
            asker=From(name=one.name, phone=one.phone, reach="phone" if one.phone else "none"),
            channel=Case.Channel.OFFICE,
            subject=_("%(name)s anrufen: Antwort auf einen Vorschlag") % {"name": one.name},
            text="\n".join(filter(None, [wrong, *(str(block["text"]) for block in text.blocks if "text" in block)])),
            about=f"awards.nominator:{one.pk}",
            token=f"awards.answer:{one.pk}",
        )


def _granted(nomination: Nomination) -> Nomination:
    found = Nomination.objects.select_for_update(of=("self",)).select_related("office__place", "award")
    now = found.get(pk=nomination.pk)
    if now.state != State.GRANTED:
        raise ValidationError(_("Das geht erst, wenn die Auszeichnung beschlossen ist."))
    return now


def _about(now: Nomination) -> str:
    return f"awards.nomination:{now.pk}"


def _standing(now: Nomination) -> Agreement | None:
    """The word by which the name may be public, if it stands."""
    found = (one for consent in consents_about(now.office, _about(now)) for one in consent.agreements.all())
    return next((one for one in found if one.stands), None)


def _consent(actor: Actor, now: Nomination, *, origin: str = "") -> Consent:
    """The question that was put, or a new one; asked twice it is asked once."""
    known = [one for one in consents_about(now.office, _about(now)) if one.ended_at is None]
    if known:
        return known[0]
    return ask_consent(
        actor=actor,
        office=now.office,
        purpose=PURPOSE,
        matter="data",
        words=Words(wording.CONSENT_VERSION, wording.consent_words(now)),
        person=Asked(now.name, now.mail, () if now.mail else tuple(now.postal)),
        about=_about(now),
        origin=origin,
    )
