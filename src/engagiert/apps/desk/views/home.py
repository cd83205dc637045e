from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from engagiert.apps.desk.shell import page
from engagiert.apps.desk.views.settings import open_steps
from engagiert.apps.directory.public import WORK_AT_DESK, selectors
from engagiert.kernel.authz import guarded
from engagiert.kernel.http.actors import actor_of


@guarded(WORK_AT_DESK)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits today: suggestions, possible duplicates, records due for confirmation, imports under way."""
    actor = actor_of(request)
    today = timezone.localdate()
    suggestions = list(selectors.open_suggestions(actor)[:5])
    pairs = list(selectors.open_pairs(actor)[:5])
    counts = selectors.desk_counts(actor, today)
    context = {
        "today": today,
        "counts": counts,
        "suggestions": suggestions,
        "pairs": pairs,
        "due": list(selectors.organisations_at(actor, state="due", today=today)[:5]),
        "runs": list(selectors.runs_of(actor)[:3]),
        "next_suggestion": suggestions[0] if suggestions else None,
        "next_pair": pairs[0] if pairs else None,
    }
    context |= open_steps(request, counts["published"] + counts["drafts"])
    return page(request, "desk/desk_home.html", context, nav="home")
