"""Django's ``url`` tag over remembered addresses; every template has it."""

from typing import Any

from django import template
from django.conf import settings
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode, url
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from engagiert.kernel.ui.addresses import address

register = template.Library()


class RememberedUrl(URLNode):
    """Only the plain case is remembered: a name and positional texts, no application in between."""

    def render(self, context: Context) -> str:
        name, args = self.view_name.resolve(context), [arg.resolve(context) for arg in self.args]
        if self.kwargs or not all(isinstance(value, str) for value in (name, *args)):
            return str(super().render(context))
        try:
            found = address(name, *args)
        except NoReverseMatch:
            # Said with Django's own words, or left empty by “as”.
            return str(super().render(context))
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


@register.simple_tag(takes_context=True)
def whole_address(context: Context, path: str) -> str:
    """The one whole address of this path, by whichever name the page was asked for.

    At the domain of the page's town where it has one. A page of all towns, or of another, that was asked for at a
    town's domain (``request.town_slug``, kernel/http/hosts.py) stands at the installation's own name.
    """
    request, town = context["request"], context.get("town")
    host = getattr(town, "domain", "")
    asked = getattr(request, "town_slug", "")
    if not host and asked and getattr(getattr(town, "place", None), "slug", "") != asked:
        host = settings.ENGAGIERT_MAIN_HOST
    return f"{request.scheme}://{host}{path}" if host else str(request.build_absolute_uri(path))


@register.simple_tag(takes_context=True)
def all_towns_url(context: Context) -> str:
    """The page with all towns; from a town's own domain it lies at the installation's name, or nowhere."""
    request = context.get("request")
    if request is None or not getattr(request, "town_slug", ""):
        return address("front:start")
    host = settings.ENGAGIERT_MAIN_HOST
    return f"{request.scheme}://{host}{address('front:start')}" if host else ""


@register.tag("url")
def remembered_url(parser: Parser, token: Token) -> RememberedUrl:
    """The address of a page by its name."""
    plain: Any = url(parser, token)
    return RememberedUrl(plain.view_name, plain.args, plain.kwargs, plain.asvar)
