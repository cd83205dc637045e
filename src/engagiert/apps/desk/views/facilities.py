"""The houses of an organisation."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import (
    EDIT_SOMEWHERE,
    Facility,
    FacilityForm,
    Organisation,
    encode,
    opened_of,
    selectors,
    services,
    wording,
)
from engagiert.apps.places.public import places
from engagiert.kernel.authz import guarded
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.keeping import entered, keeps_entry
from engagiert.kernel.ui.notices import notify


@keeps_entry
@guarded(EDIT_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def facility(request: HttpRequest, organisation_id: int, facility_id: int | None = None) -> HttpResponse:
    """Add a facility, or change the one named."""
    actor = actor_of(request)
    record = selectors.organisation_for(actor, organisation_id)
    data = entered(request)
    opened = opened_of(data) if data is not None else services.Opened(services.last_revision(record))
    current = selectors.facility_of(record, facility_id) if facility_id is not None else None
    form = FacilityForm(data, initial=_initial(record, current))
    context: dict[str, Any] = {"form": form, "organisation": record, "facility": current}
    near = places(kind="neighbourhood", within=record.place.ags)
    context["neighbourhoods"] = list(near.values_list("name", flat=True))
    if request.method == "POST" and form.is_valid():
        values = form.document()
        try:
            services.save_facility(
                actor=actor, organisation=record, values=values, facility_id=facility_id, opened=opened
            )
        except services.EditConflict as conflict:
            context["conflicts"] = [
                wording.Comparison.of(key, encode(getattr(current, key)), values[key]) for key in conflict.keys
            ]
            settled = opened.settled | set(conflict.keys)
            opened = services.Opened(opened.revision, settled, services.last_revision(record))
        except Facility.DoesNotExist:
            raise Http404 from None
        else:
            notify(request, _("„%(name)s“ ist gespeichert.") % {"name": form.cleaned_data["name"]})
            return redirect("desk:organisation", record.pk)
    context["opened"] = opened
    return page(request, "desk/facility_form.html", context, nav="organisations")


def _initial(record: Organisation, current: Facility | None) -> dict[str, Any]:
    if current is None:
        return {"town": record.town, "postcode": record.postcode}
    return {name: getattr(current, name) for name in FacilityForm.base_fields}


@guarded(EDIT_SOMEWHERE)
@require_POST
def remove(request: HttpRequest, organisation_id: int, facility_id: int) -> HttpResponse:
    actor = actor_of(request)
    record = selectors.organisation_for(actor, organisation_id)
    services.remove_facility(actor=actor, organisation=record, facility_id=facility_id)
    notify(request, _("Die Einrichtung ist entfernt. Der Verlauf kann sie zurückholen."))
    return redirect("desk:organisation", record.pk)
