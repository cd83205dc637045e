"""``{% kept town=town office=office %} … {% endkept %}``: parts of a page that look the same for many visitors.

What stands inside sees the values that the tag names and nothing else: not the request, not who is signed in. It is
kept in the process by the content of those values, the language and the day. So it cannot show another town's or an
old thing: other content is another key. While it is drawn, no query may run, since no key would tell its answer.
"""

import datetime
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any, Final

from django import template
from django.db import connection
from django.db.models import Model
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.urls import get_script_prefix, get_urlconf
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

# For each place in a template; beyond that it starts afresh.
MOST_KEPT: Final = 500
_PLAIN: Final = (str, int, float, bool, Decimal, datetime.date, datetime.time, type(None))


class KeptBlock(Node):
    """The content for each combination of values that was drawn so far."""

    def __init__(self, named: Mapping[str, FilterExpression], nodelist: NodeList) -> None:
        self._named, self.nodelist = named, nodelist
        self._drawn: dict[Hashable, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        given = {name: value.resolve(context, ignore_failures=True) for name, value in self._named.items()}
        surroundings = get_language(), timezone.localdate(), get_urlconf(), get_script_prefix(), context.autoescape
        key = (surroundings, *map(content_of, given.values()))
        drawn = self._drawn.get(key)
        if drawn is None:
            with _without_queries():
                drawn = self.nodelist.render(context.new(given))
            if len(self._drawn) >= MOST_KEPT:
                self._drawn.clear()
            self._drawn[key] = drawn
        return drawn


def content_of(value: Any, above: tuple[Model, ...] = ()) -> Hashable:
    """Equal for values of equal content and for no others; raises ``TypeError`` for what nobody can compare so.

    Records of the database equal each other by their key alone, whatever stands in them: here their columns count, and
    those of the records read along with them; ``above`` are the records that led here, a town and its place in a circle.
    """
    match value:
        case _ if isinstance(value, _PLAIN):
            return type(value), value
        case Promise():
            return str(value)
        case Model():
            columns = ((name, content_of(one)) for name, one in vars(value).items() if name != "_state")
            path = (*above, value)
            beside = ((name, one) for name, one in value._state.fields_cache.items() if not any(one is up for up in path))
            return type(value), *columns, *((name, content_of(one, path)) for name, one in beside)
        case list() | tuple():
            return type(value), *map(content_of, value)
        case dict():
            return dict, *((key, content_of(one)) for key, one in value.items())
        case _ if is_dataclass(value):
            return type(value), *(content_of(getattr(value, field.name)) for field in fields(value))
    raise TypeError(f"kept: nobody can tell whether two of {type(value).__name__} look the same")


@contextmanager
def _without_queries() -> Iterator[None]:
    def refuse(*_asked: Any) -> None:
        raise RuntimeError("kept: a query would bring in what the key of the kept part does not know")

    with connection.execute_wrapper(refuse):
        yield


@register.tag
def kept(parser: Parser, token: Token) -> KeptBlock:
    """Keep this part of the page for each content of the values named: ``{% kept town=town %} … {% endkept %}``."""
    name, *words = token.split_contents()
    named = token_kwargs(words, parser)
    if words:
        raise template.TemplateSyntaxError(f"{name} takes its values by name")
    nodelist = parser.parse((f"end{name}",))
    parser.delete_first_token()
    return KeptBlock(named, nodelist)
