"""Django's ``url`` tag over remembered addresses; every template has it."""

from typing import Any

from django import template
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


@register.tag("url")
def remembered_url(parser: Parser, token: Token) -> RememberedUrl:
    """The address of a page by its name."""
    plain: Any = url(parser, token)
    return RememberedUrl(plain.view_name, plain.args, plain.kwargs, plain.asvar)
