"""Cards for the state's app: what is to be handed over, each file again, and how it is laid out."""

import uuid

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import fresh_token
from engagiert.apps.desk.app_forms import HandOverForm, LayoutForm
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import selectors as directory_selectors
from engagiert.apps.recognition.public import KeyMissing, rules, selectors, services
from engagiert.kernel.authz import guarded, require
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

_A_PAGE = 20


def card_office_of(request: HttpRequest) -> Office:
    """The actor's office; 404 where it issues no cards."""
    office = directory_selectors.own_offices(actor_of(request))[0]
    if not selectors.keeps_cards(office):
        raise Http404
    return office


@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """What waits for the next file, and the files that were."""
    actor, office = actor_of(request), card_office_of(request)
    may_issue = rules.ISSUE.allows(actor, office)
    if request.method == "POST":
        require(actor, rules.ISSUE, office)
    waiting = selectors.waiting_at(actor, office)
    form = HandOverForm(request.POST or None, initial={"token": fresh_token()}, waiting=waiting)
    if request.method == "POST" and form.is_valid():
        try:
            services.hand_over_cards(
                actor=actor, office=office, parts=form.cleaned_data["parts"], token=form.taken_as()
            )
        except ValidationError as error:
            put_errors(form, error)
        except KeyMissing as missing:
            form.add_error(None, str(missing))
        else:
            notify(request, _("Die Datei ist geschrieben. Holen Sie sie unten ab, und laden Sie sie in die App hoch."))
            return redirect("desk:state_app")
    context = {
        "form": form,
        "waiting": waiting,
        "layout": selectors.app_layout_of(office),
        "page": Paginator(selectors.hand_overs_of(actor, office.pk), _A_PAGE).get_page(request.GET.get("seite")),
        "may_issue": may_issue,
        "may_arrange": rules.KEEP_KEYS.allows(actor, office),
        "office": office,
    }
    return page(request, "desk/state_app.html", context, nav="cards", status=422 if form.errors else 200)


@guarded(rules.ISSUE_SOMEWHERE)
@require_GET
def file(request: HttpRequest, hand_over_id: uuid.UUID) -> HttpResponse:
    """A file once more, byte for byte; 404 after the year for which it is kept."""
    found = selectors.hand_over_for(actor_of(request), hand_over_id)
    content = selectors.content_of(found)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="{found.filename}"'
    response["Cache-Control"] = "no-store"
    return response


@guarded(rules.ISSUE_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def layout(request: HttpRequest) -> HttpResponse:
    """Headings, order, dates, separator, encoding and words of the file."""
    actor, office = actor_of(request), card_office_of(request)
    require(actor, rules.KEEP_KEYS, office)
    form = LayoutForm(request.POST or None, instance=selectors.app_layout_of(office))
    if request.method == "POST" and form.is_valid():
        services.set_app_layout(actor=actor, office=office, **form.values())
        notify(request, _("Gespeichert. Die nächste Datei sieht so aus."))
        return redirect("desk:state_app")
    context = {"form": form, "office": office}
    return page(request, "desk/app_layout.html", context, nav="cards", status=422 if form.errors else 200)
