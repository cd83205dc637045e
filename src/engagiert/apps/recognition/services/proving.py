"""Certificates of engagement: issued from confirmed hours, withdrawn where something was wrong."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagiert.apps.accounts.public import Office
from engagiert.apps.recognition import rules
from engagiert.apps.recognition.models import Proof, ProofWords
from engagiert.apps.recognition.selectors.proofs import PROOF, words_of_proof
from engagiert.apps.recognition.wording import proof_words
from engagiert.apps.volunteering.public import Volunteer
from engagiert.apps.volunteering.public import selectors as volunteering
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links.public import open_link

_DAYS = 3653
_LONGEST_LIST = 12


@dataclass(frozen=True, slots=True)
class Certified:
    """What a certificate says beside confirmed hours. ``signed_by``: name and function below the text."""

    kind: str
    since: datetime.date
    until: datetime.date
    skills: Sequence[str] = ()
    trainings: Sequence[str] = ()
    signed_by: str = ""
    bilingual: bool = False


def issue_proof(*, actor: Actor, volunteer: Volunteer, certified: Certified, token: str) -> Proof:
    """A certificate of what organisations confirmed in this time. The same ``token`` twice is one paper.

    Raises ``ValidationError`` where nothing is confirmed: what nobody has confirmed, no office certifies.
    """
    office = volunteer.office
    require(actor, rules.PROVE, office)
    there = Proof.objects.filter(office=office, token=token).first() if token else None
    if there is not None:
        return there
    if certified.kind not in Proof.Kind.values:
        raise ValidationError({"kind": _("Diese Art von Nachweis gibt es nicht.")})
    if not certified.since <= certified.until <= timezone.localdate():
        raise ValidationError({"until": _("Der Zeitraum endet vor seinem Anfang, oder erst in der Zukunft.")})
    work = volunteering.confirmed_work(volunteer, certified.since, certified.until)
    if not work:
        raise ValidationError(_("In dieser Zeit ist keine Stunde bestätigt. Fragen Sie zuerst die Organisation."))
    with override(settings.LANGUAGE_CODE):
        words = words_of_proof(office, certified.kind)
        content = {
            "opening": words.opening,
            "thanks": words.thanks,
            "signed_by": certified.signed_by.strip()[:200],
            "born_on": volunteer.born_on.isoformat() if volunteer.born_on else "",
            "work": [proof_words.kept_work(one) for one in work],
            "hours": str(sum((one.hours for one in work), Decimal(0))),
            "skills": _listed(certified.skills),
            "trainings": _listed(certified.trainings),
        }
    proof = Proof.objects.create(
        office=office,
        kind=certified.kind,
        name=volunteer.name,
        content=content,
        bilingual=certified.bilingual,
        issued_at=timezone.now(),
        token=token or f"{volunteer.pk}:{timezone.now().timestamp()}",
    )
    open_link(office_id=office.pk, purpose=PROOF, about=f"recognition.proof:{proof.pk}", days=_DAYS)
    return proof


def withdraw_proof(*, actor: Actor, proof: Proof, reason: str) -> None:
    """The paper no longer holds; whoever checks its code reads that. Twice is once."""
    require(actor, rules.PROVE, proof.office)
    now = Proof.objects.select_for_update(of=("self",)).get(pk=proof.pk)
    if now.withdrawn_at is not None:
        return
    if not reason.strip():
        raise ValidationError({"reason": _("Schreiben Sie, was an dem Nachweis nicht stimmt.")})
    now.withdrawn_at, now.reason = timezone.now(), reason.strip()[:300]
    now.save(update_fields=["withdrawn_at", "reason"])


def word_proofs(*, actor: Actor, office: Office, kind: str, opening: str, thanks: str) -> ProofWords:
    """What the office writes on certificates of this kind from now on; those that are printed stay as they are."""
    require(actor, rules.PROVE, office)
    words, _new = ProofWords.objects.update_or_create(
        office=office, kind=kind, defaults={"opening": opening.strip()[:600], "thanks": thanks.strip()[:600]}
    )
    return words


def _listed(lines: Sequence[str]) -> list[str]:
    return [" ".join(line.split())[:200] for line in lines if line.strip()][:_LONGEST_LIST]
