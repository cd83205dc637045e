"""The notices that everybody may read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from engagiert.apps.places.public import Place, town_at
from engagiert.kernel.authz import public
from engagiert.kernel.http import parameters

from . import notices, selectors
from .notices import Controller


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
