"""What people have agreed to: in which words, when, on which way; taken back in one step."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from engagiert.apps.desk.shell import page
from engagiert.apps.privacy.public import TAKE_CONSENT_SOMEWHERE, Agreement, Consent, selectors, services
from engagiert.kernel.authz import guarded
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.notices import notify

A_PAGE = 50
# By link only the person themselves answers.
WAYS = [(way.value, way.label) for way in Agreement.Way if way != Agreement.Way.ONLINE]
STATES = {
    "open": (gettext_lazy("wartet auf Antwort"), "warn"),
    "given": (gettext_lazy("gilt"), "ok"),
    "withdrawn": (gettext_lazy("zurückgenommen"), ""),
    "outgrown": (gettext_lazy("muss neu gefragt werden"), "warn"),
}


@guarded(TAKE_CONSENT_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def consents(request: HttpRequest) -> HttpResponse:
    """All of them, the newest first. A name is looked for by POST, so that it stands in no address."""
    name = parameters.text(request.POST, "name", longest=200)
    found = selectors.consents_at(actor_of(request), name=name)
    listed = Paginator(found, A_PAGE).get_page(request.GET.get("seite"))
    context = {"rows": [_row(one) for one in listed], "page": listed, "name": name, "ways": WAYS}
    return page(request, "desk/consent_list.html", context, nav="privacy")


def _row(consent: Consent) -> dict[str, Any]:
    word, tone = STATES[selectors.consent_state(consent)]
    return {
        "consent": consent,
        "state": word,
        "tone": tone,
        "agreements": list(consent.agreements.all()),
        "is_over": consent.ended_at is not None,
    }


@guarded(TAKE_CONSENT_SOMEWHERE)
@require_POST
def decide(request: HttpRequest, agreement_id: uuid.UUID) -> HttpResponse:
    """Note that somebody agreed, or took it back; twice is once."""
    actor = actor_of(request)
    agreement = selectors.agreement_for(actor, agreement_id)
    way = parameters.text(request.POST, "way", longest=10)
    try:
        if way not in dict(WAYS):
            raise ValidationError(_("Wählen Sie, auf welchem Weg."))
        if "withdraw" in request.POST:
            services.withdraw_agreement(actor=actor, agreement=agreement, way=way)
            notify(request, _("Zurückgenommen. Das gilt ab sofort."))
        else:
            note = parameters.text(request.POST, "note", longest=300)
            services.note_agreement(actor=actor, agreement=agreement, way=way, note=note)
            notify(request, _("Die Zustimmung ist eingetragen."))
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect("desk:consents")
