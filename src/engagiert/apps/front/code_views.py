"""A code from a letter or a mail: type it in, and it opens what it is for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from engagiert.apps.accounts.public import may_guess
from engagiert.kernel.authz import public
from engagiert.kernel.http import parameters
from engagiert.kernel.links.public import LinkGone, code_of, find_link, way_afterwards, way_of

from .forms import CodeForm

_LONGEST = 40


@public
@require_GET
def enter_code(request: HttpRequest) -> HttpResponse:
    """The field for a code from paper."""
    asked = parameters.text(request.GET, "code", longest=_LONGEST)
    form = CodeForm({"code": asked} if "code" in request.GET else None)
    return _followed(request, form) if form.is_valid() else render(request, "front/code_form.html", {"form": form})


@public
@require_GET
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """On to the page that answers the code, or why it opens nothing (any more)."""
    form = CodeForm({"code": code[:_LONGEST]})
    form.is_valid()
    return _followed(request, form)


def _followed(request: HttpRequest, form: CodeForm) -> HttpResponse:
    try:
        link = find_link(form.cleaned_data["code"])
    except LinkGone as gone:
        if own_page := way_afterwards(gone.link, form.cleaned_data["code"]):
            return redirect(own_page)
        # Only guessing is counted: a printed code may be typed in as often as one likes.
        too_many = gone.reason == "unknown" and not may_guess(request)
        context = {"form": form, "reason": gone.reason, "too_many": too_many}
        return render(request, "front/code_form.html", context, status=429 if too_many else 404)
    return redirect(way_of(link, code_of(link)))
