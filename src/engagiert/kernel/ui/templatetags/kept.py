"""``{% kept town=town office=office %} … {% endkept %}``: parts of a page that look the same for many visitors.

What stands inside sees the values that the tag names and nothing else: not the request, not who is signed in. It is
kept in the process by the content of those values, the language and the day. So it cannot show another town's or an
old thing: other content is another key. While it is drawn, no query may run, since no key would tell its answer.
"""

import pickle
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from django import template
from django.db import connection
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.urls import get_script_prefix, get_urlconf
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

# For each place in a template; beyond that it starts afresh.
MOST_KEPT: Final = 500


# By identity; the value itself is held, so that nobody else gets its identity.
type _Written = dict[int, tuple[Any, bytes]]


class KeptBlock(Node):
    """What was drawn so far, by what it was drawn from."""

    def __init__(self, named: Mapping[str, FilterExpression], nodelist: NodeList) -> None:
        self._named, self.nodelist = named, nodelist
        self._drawn: dict[Hashable, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        given = {name: value.resolve(context, ignore_failures=True) for name, value in self._named.items()}
        around = get_language(), timezone.localdate(), get_urlconf(), get_script_prefix(), context.autoescape
        # While one page is drawn its values stay: each is written out once for all kept parts of the page.
        whole_page: dict[Any, _Written] = context.render_context.dicts[0]  # type: ignore[assignment]
        written = whole_page.setdefault(KeptBlock, {})
        key = (around, *(_written_out(value, written) for value in given.values()))
        drawn = self._drawn.get(key)
        if drawn is None:
            with _without_queries():
                drawn = self.nodelist.render(context.new(given))
            if len(self._drawn) >= MOST_KEPT:
                self._drawn.clear()
            self._drawn[key] = drawn
        return drawn


def _written_out(value: Any, known: _Written) -> bytes:
    """Whole, with the records read along: two of a kind are equal by their key, whatever stands in them."""
    found = known.get(id(value))
    if found is None or found[0] is not value:
        found = known[id(value)] = value, pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return found[1]


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
