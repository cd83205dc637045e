"""The living style guide: every component in its states, with German sample text."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from engagiert.kernel.authz import public

from . import guide


@public
def style_guide(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/guide/index.html", {"components": guide.COMPONENTS, **guide.frame()})


@public
def style_guide_component(request: HttpRequest, component: str) -> HttpResponse:
    found = next((one for one in guide.COMPONENTS if one.slug == component), None)
    if found is None:
        raise Http404(_("Diesen Baustein gibt es nicht."))
    return render(
        request,
        "ui/guide/component.html",
        {
            "component": found,
            "components": guide.COMPONENTS,
            "part": f"ui/guide/{found.slug}.html",
            **guide.frame(),
            **guide.samples(),
        },
    )
