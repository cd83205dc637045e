"""Certificates of engagement: of the office, and what the code on the paper opens."""

import datetime
import uuid

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.recognition import rules
from engagiert.apps.recognition.models import Proof, ProofWords
from engagiert.apps.recognition.papers import proof_paper
from engagiert.apps.recognition.wording import proof_words
from engagiert.apps.volunteering.public import Volunteer
from engagiert.apps.volunteering.public import selectors as volunteering
from engagiert.kernel.authz import Actor
from engagiert.kernel.links.public import Link, LinkGone, address_of, answering, code_of, find_link

PROOF = "recognition.proof"


def proofs_of(actor: Actor, office_id: int, *, name: str = "") -> QuerySet[Proof]:
    """The office's certificates, the newest first."""
    found = Proof.objects.filter(office=office_id, office__in=actor.offices_as(*rules.READERS))
    return found.filter(name__icontains=name) if name else found


def proof_for(actor: Actor, key: uuid.UUID) -> Proof:
    """One certificate of an office of the actor; 404 where there is none."""
    found = Proof.objects.select_related("office__place").filter(pk=key).first()
    if found is None or not actor.has_role(found.office_id, *rules.READERS):
        raise Http404
    return found


def code_of_proof(proof: Proof) -> str:
    """The check code that stands on the paper."""
    link = Link.objects.get(office_id=proof.office_id, purpose=PROOF, about=f"recognition.proof:{proof.pk}")
    return code_of(link)


def proof_pdf(proof: Proof, site: str) -> bytes:
    """The paper; ``site`` is the absolute address before the path of its check code."""
    code = code_of_proof(proof)
    return proof_paper(proof, code, f"{site}{address_of(code)}", on=timezone.now())


def proof_by_code(code: str) -> Proof:
    """The certificate with this check code, for whoever has the paper before them. Raises ``LinkGone``."""
    link = find_link(code, PROOF)
    with answering(link, action="recognition.read_proof"):
        found = Proof.objects.select_related("office__place").filter(pk=link.about.partition(":")[2]).first()
        if found is None:
            raise LinkGone("expired", link)
        return found


def words_of_proof(office: Office, kind: str) -> ProofWords:
    """What the office writes on certificates of this kind, or what stands there where it has written nothing."""
    return ProofWords.objects.filter(office=office, kind=kind).first() or ProofWords(
        office=office, kind=kind, **proof_words.usual(kind)
    )


def suggested(volunteer: Volunteer, since: datetime.date, until: datetime.date) -> tuple[list[str], list[str]]:
    """For the form: confirmed work in words, and the skills that the person named."""
    work = [proof_words.work_line(one) for one in volunteering.confirmed_work(volunteer, since, until)]
    skills = volunteering.words_of(list(volunteer.wish.skills)) if hasattr(volunteer, "wish") else []
    return work, [str(skill) for skill in skills]
