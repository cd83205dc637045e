"""The notices that everybody may read."""

import uuid

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.accounts.public import may_guess
from engagiert.apps.places.public import Place, town_at, town_of
from engagiert.kernel.authz import guarded, public
from engagiert.kernel.documents import paper_as_pdf
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.links.public import LinkGone
from engagiert.kernel.ui.notices import notify

from . import notices, selectors, services
from .notices import Controller
from .papers.own import own_data_as_data, own_data_paper
from .rules import OWN_DATA


@public
@require_GET
def notice_list(request: HttpRequest, town: str) -> HttpResponse:
    """All purposes of the office in one list, with who answers for the data."""
    found = town_at(town)
    controller, others = _controller(request, found.place)
    context = {
        "town": found,
        "office": controller.office,
        "controller": controller,
        "others": others,
        "notices": notices.all_notices(controller),
        "rights": notices.rights(),
    }
    return render(request, "privacy/notice_list.html", context)


@public
@require_GET
def notice(request: HttpRequest, town: str, purpose: str) -> HttpResponse:
    """One purpose: what for, on which ground, how long, who gets it, which rights."""
    found, wanted = town_at(town), notices.by_slug().get(purpose)
    if wanted is None:
        raise Http404
    controller, others = _controller(request, found.place)
    context = {
        "town": found,
        "office": controller.office,
        "controller": controller,
        "others": others,
        "notice": notices.notice_of(wanted, controller),
        "rights": notices.rights(),
    }
    return render(request, "privacy/notice_detail.html", context)


def _controller(request: HttpRequest, place: Place) -> tuple[Controller, list[Controller]]:
    """Whose notice it is: the office that the address asks for, else the oldest; and the other ones of the place."""
    offices = selectors.offices_at(place.pk)
    if not offices:
        raise Http404
    wanted = parameters.text(request.GET, "buero", longest=20)
    office = next((office for office in offices if str(office.pk) == wanted), offices[0])
    others = [notices.controller_of(other, None) for other in offices if other != office]
    return selectors.controller(office), others


@public
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, code: str) -> HttpResponse:
    """The question as it was worded; only the button agrees, because mail programs open links by themselves."""
    return _answer(request, code, services.AGREE)


@public
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """What was agreed to, and the one button that takes it back."""
    return _answer(request, code, services.WITHDRAW)


def _answer(request: HttpRequest, code: str, purpose: str) -> HttpResponse:
    try:
        link, one = selectors.link_and_agreement(code, purpose)
        others = selectors.other_agreements(link, one) if purpose == services.WITHDRAW else []
        chosen = next((other for other in others if str(other.pk) == request.POST.get("other")), None)
        if chosen is not None:
            services.withdraw_other_by_link(code=code, agreement_id=chosen.pk)
            notify(request, _("Zurückgenommen. Das gilt ab sofort."))
            return redirect("privacy:withdraw", code)
        if request.method == "POST" and "other" not in request.POST:
            if purpose == services.AGREE:
                services.agree_by_link(code=code, origin=request.build_absolute_uri("/").rstrip("/"))
            else:
                services.withdraw_by_link(code=code)
            return redirect("privacy:answered", "zugestimmt" if purpose == services.AGREE else "zurueckgenommen")
    except LinkGone as gone:
        if gone.reason == "unknown" and not may_guess(request):
            return render(request, "privacy/consent_gone.html", {"reason": "too_many"}, status=429)
        return render(request, "privacy/consent_gone.html", {"reason": gone.reason}, status=404)
    office = one.consent.office
    context = {
        "agreement": one,
        "consent": one.consent,
        "withdrawing": purpose == services.WITHDRAW,
        "others": others,
        "office": office,
        "town": town_of(office.place),
    }
    return render(request, "privacy/consent_question.html", context)


@public
@require_GET
def answered(request: HttpRequest, answer: str) -> HttpResponse:
    """After the button; nothing personal stands on it."""
    if answer not in ("zugestimmt", "zurueckgenommen"):
        raise Http404
    return render(request, "privacy/consent_answered.html", {"withdrawn": answer == "zurueckgenommen"})


@guarded(OWN_DATA)
@require_GET
def own_data(request: HttpRequest) -> HttpResponse:
    """Everything known of whoever is signed in, to read."""
    paper = own_data_paper(selectors.own_data(actor_of(request)))
    context = {"paper": paper, "consents": selectors.own_consents(actor_of(request))}
    return render(request, "privacy/own_data.html", context)


@guarded(OWN_DATA)
@require_POST
def withdraw_own(request: HttpRequest, agreement_id: uuid.UUID) -> HttpResponse:
    """Take a consent of one's own back; it needs no reason."""
    try:
        services.withdraw_own(actor=actor_of(request), agreement_id=agreement_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    notify(request, _("Zurückgenommen. Das gilt ab sofort."))
    return redirect("privacy:own_data")


@guarded(OWN_DATA)
@require_GET
def own_data_pdf(request: HttpRequest) -> HttpResponse:
    paper = own_data_paper(selectors.own_data(actor_of(request)))
    response = HttpResponse(paper_as_pdf(paper, on=timezone.now()), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="meine-daten.pdf"'
    return response


@guarded(OWN_DATA)
@require_GET
def own_data_json(request: HttpRequest) -> HttpResponse:
    data = own_data_as_data(selectors.own_data(actor_of(request)))
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = 'attachment; filename="meine-daten.json"'
    return response


@guarded(OWN_DATA)
@require_http_methods(["GET", "POST"])
def erase_own(request: HttpRequest) -> HttpResponse:
    """Erase one's own sign-in; the last coordination of an office hands over first."""
    if request.method == "POST" and "sure" in request.POST:
        own = selectors.own_data(actor_of(request))
        try:
            services.erase_account(actor=actor_of(request), account=own.account)
        except ValidationError as error:
            notify(request, " ".join(error.messages))
            return redirect("privacy:own_data")
        request.session.flush()
        return redirect("privacy:erased")
    if request.method == "POST":
        notify(request, _("Bestätigen Sie zuerst, dass gelöscht werden soll."))
    return render(request, "privacy/erase_own.html")


@public
@require_GET
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy/erased.html")
