"""An organisation looks at who helps there, and suggests somebody for the card."""

import uuid

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engagiert.apps.directory.public import MAINTAIN_SOMEWHERE
from engagiert.apps.directory.public import own_selectors as directory_own
from engagiert.kernel.authz import guarded
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.ui.notices import notify

from . import eligibility, selectors, services
from .wording import number


@guarded(MAINTAIN_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def suggest(request: HttpRequest, organisation_id: int) -> HttpResponse:
    actor = actor_of(request)
    found = directory_own.own_record_for(actor, organisation_id)
    if request.method == "POST":
        try:
            key = uuid.UUID(request.POST.get("key", ""))
        except ValueError as error:
            raise Http404 from error
        try:
            services.suggest_as_contact(actor=actor, organisation=found, placement_id=key, site=site_of(request))
        except ValidationError as error:
            notify(request, " ".join(error.messages))
        else:
            notify(request, _("Danke. Die Person bekommt eine Nachricht und entscheidet selbst."))
        return redirect("recognition:suggest", found.pk)
    shown_at = found.shown_at
    context = {
        "organisation": found,
        "office": found.office,
        "town": shown_at.town if shown_at is not None else None,
        "nav": "own",
        "helpers": [(one, number(one.hours)) for one in selectors.helpers_of(actor, found)],
        "rule": eligibility.versions()[-1],
    }
    return render(request, "recognition/suggest_people.html", context)
