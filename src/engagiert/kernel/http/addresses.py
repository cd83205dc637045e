"""Every address of an installation, read from the resolver, and whether its view says who may enter."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from engagiert.kernel.authz import Permission, access_of
from engagiert.kernel.authz.views import PUBLIC


@dataclass(frozen=True, slots=True)
class Address:
    """``name`` is what ``reverse`` takes, ``parameters`` what it needs, ``route`` how it is written."""

    name: str
    route: str
    view: Any
    parameters: tuple[str, ...]

    @property
    def access(self) -> str | Permission[None] | None:
        return access_of(self.view)

    @property
    def room(self) -> str:
        """The namespace, empty for names without one."""
        return self.name.rpartition(":")[0]


def addresses(urlconf: Any = None) -> Iterator[Address]:
    """All of them, from the installation's urlconf or from the one given."""
    yield from _below(get_resolver(urlconf), "", "", ())


def _below(resolver: URLResolver, room: str, route: str, parameters: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        names = (*parameters, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{room}{pattern.namespace}:" if pattern.namespace else room
            yield from _below(pattern, inner, here, names)
        elif isinstance(pattern, URLPattern):
            yield Address(f"{room}{pattern.name or ''}", here, pattern.callback, names)


def without_rule(urlconf: Any = None) -> list[str]:
    """Routes whose view is neither public nor guarded; the middleware shuts them, and tests name them."""
    return [one.route for one in addresses(urlconf) if one.access != PUBLIC and not isinstance(one.access, Permission)]
