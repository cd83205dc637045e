"""The office as a whole: its numbers, the day of whoever stands in, what it promises."""

import csv
import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from engagiert.apps.cases.public import Case, kinds, rules, selectors, services
from engagiert.apps.desk.case_forms import TemplateForm
from engagiert.apps.desk.shell import page
from engagiert.apps.desk.views.cases import line_of
from engagiert.apps.directory.public import selectors as directory
from engagiert.kernel.authz import Actor, guarded
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.dates import month_and_year
from engagiert.kernel.ui.notices import notify


@guarded(rules.READ_SOMEWHERE)
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """What came in and what was answered in time, as table and bars: the office, never a person."""
    actor = actor_of(request)
    found = _figures(request, actor)
    most = max((line.received for line in found.months), default=1)
    context = {
        "figures": found,
        "months": [_row(line, month_and_year(datetime.date.fromisoformat(line.label)), most) for line in found.months],
        "kinds": [_row(line, str(kinds.kind_of(line.label).label), most) for line in found.kinds],
        "channels": [_row(line, str(Case.Channel(line.label).label), most) for line in found.channels],
        "year": found.until.year,
        "years": range(timezone.localdate().year, timezone.localdate().year - 3, -1),
    }
    return page(request, "desk/case_figures.html", context, nav="figures")


def _figures(request: HttpRequest, actor: Actor) -> selectors.Figures:
    today = timezone.localdate()
    year = parameters.number(request.GET, "jahr", otherwise=today.year)
    year = year if 2000 <= year <= today.year else today.year
    until = min(today, datetime.date(year, 12, 31))
    office = directory.own_office(actor)
    return selectors.figures(actor, office.pk, since=datetime.date(year, 1, 1), until=until)


def _row(line: Any, label: str, most: int) -> dict[str, Any]:
    return {
        "label": label,
        "line": line,
        # In hundredths of the longest bar.
        "bar": round(100 * line.received / most),
        "kept": round(100 * (line.in_time or 0) / most),
    }


@guarded(rules.READ_SOMEWHERE)
@require_GET
def figures_table(request: HttpRequest) -> HttpResponse:
    """The same numbers as CSV; what is hidden on the page is empty here."""
    found = _figures(request, actor_of(request))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="vorgaenge_{found.until.year}.csv"'
    response.write("\ufeff")
    table = csv.writer(response, delimiter=";")
    table.writerow([_("Nach"), _("Was"), _("eingegangen"), _("beantwortet"), _("davon in der Zusage")])
    for name, lines in ((_("Monat"), found.months), (_("Art"), found.kinds), (_("Weg"), found.channels)):
        for line in lines:
            kept = "" if line.in_time is None else line.in_time
            table.writerow([name, line.label, line.received, line.answered, kept])
    return response


@guarded(rules.READ_SOMEWHERE)
@require_GET
def day(request: HttpRequest) -> HttpResponse:
    """The day of whoever stands in: what is due, what nobody has, what has waited long for a reply."""
    actor, today = actor_of(request), timezone.localdate()
    ask = selectors.Question
    due = [one for one in selectors.cases_at(actor, ask(), today=today)[:60] if one.due_on <= today]
    free = [one for one in selectors.cases_at(actor, ask(who="frei"), today=today)[:20] if one.due_on > today]
    context = {
        "today": today,
        "due": [line_of(one) for one in due],
        "free": [line_of(one) for one in free],
        "silent": [line_of(one) for one in selectors.cases_at(actor, ask(view="rueckmeldung"), today=today)[:10]],
        "may_work": rules.WORK_SOMEWHERE.allows(actor, None),
    }
    return page(request, "desk/case_day.html", context, nav="cases")


@guarded(rules.WORK_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def arrangement(request: HttpRequest) -> HttpResponse:
    """What the office promises, whether its record is public, and its templates."""
    actor = actor_of(request)
    office = directory.own_office(actor)
    form = TemplateForm(request.POST if "template" in request.POST else None)
    if request.method == "POST":
        try:
            if _arranged(request, actor, office, form):
                return redirect("desk:case_arrangement")
        except ValidationError as error:
            notify(request, " ".join(error.messages))
            return redirect("desk:case_arrangement")
    promises = selectors.promises_of(office.pk)
    context = {
        "promises": [{"kind": kind, "days": promises[kind.code]} for kind in kinds.kinds()],
        "arranged": selectors.arrangement_of(office.pk),
        "templates": selectors.answer_templates(office.pk),
        "form": form,
        "may_arrange": rules.ARRANGE.allows(actor, office.pk),
    }
    return page(request, "desk/case_arrangement.html", context, nav="cases", status=422 if form.errors else 200)


def _arranged(request: HttpRequest, actor: Actor, office: Any, form: TemplateForm) -> bool:
    """Whether something was done; False where the template's form has errors to show."""
    if "promises" in request.POST:
        days = {kind.code: parameters.number(request.POST, kind.code, otherwise=0) for kind in kinds.kinds()}
        services.promise_days(actor=actor, office=office, days={code: n for code, n in days.items() if n})
        services.arrange_desk(
            actor=actor,
            office=office,
            publishes_record="publishes_record" in request.POST,
            escalates_after=parameters.number(request.POST, "escalates_after", otherwise=2),
        )
        notify(request, _("Gespeichert. Für offene Vorgänge gilt die Zusage von früher."))
        return True
    if "drop" in request.POST:
        number = parameters.number(request.POST, "drop", otherwise=0)
        services.drop_template(actor=actor, office=office, template_id=number)
        return True
    if "template" in request.POST and form.is_valid():
        services.save_template(actor=actor, office=office, **form.cleaned_data)
        notify(request, _("Die Vorlage ist gespeichert."))
        return True
    return False
