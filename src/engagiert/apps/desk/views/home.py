from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from engagiert.apps.accounts.public import DESK
from engagiert.apps.cases.public import selectors as case_selectors
from engagiert.apps.desk.shell import page
from engagiert.apps.desk.views.cases import line_of
from engagiert.apps.desk.views.settings import open_steps
from engagiert.apps.directory.public import WORK_AT_DESK, selectors
from engagiert.kernel.authz import guarded
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.notices import notify


@guarded(WORK_AT_DESK)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits first; then records due for confirmation and imports under way."""
    actor = actor_of(request)
    today = timezone.localdate()
    counts = selectors.desk_counts(actor, today)
    context = {
        "today": today,
        "counts": counts,
        "due": list(selectors.organisations_at(actor, state="due", today=today)[:5]),
        "runs": list(selectors.runs_of(actor)[:3]),
        "cases": [line_of(case) for case in case_selectors.to_do_first(actor, today=today)],
    }
    context |= open_steps(request, counts["published"] + counts["drafts"])
    return page(request, "desk/desk_home.html", context, nav="home")


@guarded(WORK_AT_DESK)
@require_http_methods(["GET", "POST"])
def choose_office(request: HttpRequest) -> HttpResponse:
    """Whoever works at several offices says for which of them team, settings, figures and new cases are meant."""
    offices = selectors.own_offices(actor_of(request))
    chosen = next((office for office in offices if str(office.pk) == request.POST.get("office")), None)
    if chosen is None:
        return page(request, "desk/choose_office.html", {"offices": offices}, nav="home")
    request.session[DESK] = chosen.pk
    notify(request, _("Ihr Schreibtisch ist jetzt: %(office)s") % {"office": chosen.name})
    return redirect("desk:home")
