from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engagiert.apps.desk.forms import NeighbourhoodForm
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import WORK_AT_DESK, selectors
from engagiert.apps.places.public import SHAPE_PLACE, Place, add_neighbourhood, places
from engagiert.kernel.authz import guarded
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.notices import notify


@guarded(WORK_AT_DESK)
@require_http_methods(["GET", "POST"])
def neighbourhoods(request: HttpRequest) -> HttpResponse:
    """The parts of the town as its people call them; the coordinator adds to them."""
    actor = actor_of(request)
    office = selectors.own_office(actor)
    # Only a town has parts; a Kreis has towns.
    may_add = SHAPE_PLACE.allows(actor, office.place) and office.place.kind == Place.Kind.MUNICIPALITY
    form = NeighbourhoodForm(request.POST or None)
    if request.method == "POST":
        if not may_add:
            raise PermissionDenied
        if form.is_valid():
            place = add_neighbourhood(actor=actor, municipality=office.place, name=form.cleaned_data["name"])
            notify(request, _("„%(name)s“ ist angelegt.") % {"name": place.name})
            return redirect("desk:neighbourhoods")
    found = places(kind="neighbourhood", within=office.place.ags)
    context = {"form": form, "place": office.place, "neighbourhoods": found, "may_add": may_add}
    return page(request, "desk/neighbourhoods.html", context, nav="neighbourhoods")
