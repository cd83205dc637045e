"""Certificates of engagement at the desk: issue one from confirmed hours, print it, withdraw it, its words."""

import uuid

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from engagiert.apps.cases.public import fresh_token
from engagiert.apps.desk.proof_forms import ProofForm, ProofWordsForm, WithdrawForm
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import selectors as directory_selectors
from engagiert.apps.recognition.public import Proof, proof_words, rules, selectors, services
from engagiert.apps.volunteering.public import selectors as people
from engagiert.kernel.authz import guarded, require
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

PAGE_SIZE = 50


@guarded(rules.READ_SOMEWHERE)
@require_GET
def proofs(request: HttpRequest) -> HttpResponse:
    """The office's certificates, and their words."""
    actor = actor_of(request)
    office = directory_selectors.own_offices(actor)[0]
    text = parameters.text(request.GET, "q", longest=100)
    context = {
        "page": Paginator(selectors.proofs_of(actor, office.pk, name=text), PAGE_SIZE).get_page(
            request.GET.get("seite")
        ),
        "text": text,
        "office": office,
        "kinds": Proof.Kind.choices if rules.PROVE.allows(actor, office) else [],
    }
    return page(request, "desk/proof_list.html", context, nav="volunteers")


@guarded(rules.ISSUE_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def new_proof(request: HttpRequest, volunteer_id: uuid.UUID) -> HttpResponse:
    """From what organisations confirmed; the office adds skills and trainings."""
    actor = actor_of(request)
    found = people.volunteer_for(actor, volunteer_id)
    require(actor, rules.PROVE, found.office)
    today = timezone.localdate()
    since = today.replace(year=today.year - 1, day=min(today.day, 28))
    work, skills = selectors.suggested(found, since, today)
    usual = {"token": fresh_token(), "since": since, "until": today, "skills": "\n".join(skills)}
    form = ProofForm(request.POST or None, initial=usual)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.issue_proof(actor=actor, volunteer=found, certified=form.certified(), token=form.taken_as())
        except ValidationError as error:
            put_errors(form, error)
        else:
            notify(request, _("Der Nachweis ist ausgestellt."))
            return redirect("desk:proof", made.pk)
    context = {"volunteer": found, "work": work, "form": form, "office": found.office}
    return page(request, "desk/proof_form.html", context, nav="volunteers", status=422 if form.errors else 200)


@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def proof(request: HttpRequest, proof_id: uuid.UUID) -> HttpResponse:
    """What stands on it; withdrawn with a reason."""
    actor = actor_of(request)
    found = selectors.proof_for(actor, proof_id)
    may = rules.PROVE.allows(actor, found.office) and found.withdrawn_at is None
    form = WithdrawForm(request.POST or None)
    if request.method == "POST":
        require(actor, rules.PROVE, found.office)
        if form.is_valid():
            services.withdraw_proof(actor=actor, proof=found, reason=form.cleaned_data["reason"])
            notify(request, _("Der Nachweis gilt nicht mehr. Wer den Code eingibt, liest das."))
            return redirect("desk:proof", found.pk)
    context = {
        "proof": found,
        "rows": proof_words.sections(found.content),
        "code": selectors.code_of_proof(found),
        "may_withdraw": may,
        "form": form,
        "office": found.office,
    }
    return page(request, "desk/proof_detail.html", context, nav="volunteers", status=422 if form.errors else 200)


@guarded(rules.READ_SOMEWHERE)
@require_GET
def proof_paper(request: HttpRequest, proof_id: uuid.UUID) -> HttpResponse:
    """The certificate as accessible PDF."""
    found = selectors.proof_for(actor_of(request), proof_id)
    response = HttpResponse(selectors.proof_pdf(found, site_of(request)), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="nachweis.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@guarded(rules.ISSUE_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def proof_text(request: HttpRequest, sort: str) -> HttpResponse:
    """What the office writes on certificates of one sort."""
    actor = actor_of(request)
    office = directory_selectors.own_offices(actor)[0]
    require(actor, rules.PROVE, office)
    sort = sort if sort in Proof.Kind.values else Proof.Kind.ENGAGEMENT.value
    words = selectors.words_of_proof(office, sort)
    form = ProofWordsForm(request.POST or None, initial={"opening": words.opening, "thanks": words.thanks})
    if request.method == "POST" and form.is_valid():
        services.word_proofs(actor=actor, office=office, kind=sort, **form.cleaned_data)
        notify(request, _("Gespeichert. Nachweise, die schon gedruckt sind, bleiben, wie sie sind."))
        return redirect("desk:proofs")
    context = {"form": form, "kind": Proof.Kind(sort).label, "office": office}
    return page(request, "desk/proof_words.html", context, nav="volunteers", status=422 if form.errors else 200)
