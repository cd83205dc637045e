from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from engagiert.apps.desk.forms import NeedForm
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import EDIT_SOMEWHERE, WORK_AT_DESK, Need, selectors, services
from engagiert.kernel.authz import guarded
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.notices import notify


@guarded(WORK_AT_DESK)
@require_GET
def needs(request: HttpRequest) -> HttpResponse:
    """What people looked for here and did not find: an invitation to think about it, no list of failings."""
    actor = actor_of(request)
    state = request.GET.get("stand", Need.State.OPEN)
    state = state if state in Need.State.values else Need.State.OPEN
    context = {
        "needs": selectors.sought_in_vain(actor, state=state)[:100],
        "state": state,
        "states": Need.State.choices,
        "may_decide": EDIT_SOMEWHERE.allows(actor, None),
    }
    return page(request, "desk/need_list.html", context, nav="needs")


@guarded(EDIT_SOMEWHERE)
@require_POST
def decide_need(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = NeedForm(request.POST)
    if form.is_valid():
        services.decide_need(actor=actor, office=selectors.own_office(actor), **form.cleaned_data)
        notify(request, _("Gemerkt."))
    return redirect("desk:needs")
