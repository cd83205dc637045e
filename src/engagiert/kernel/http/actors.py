"""The actor that the middleware put on the request."""

from django.http import HttpRequest

from engagiert.kernel.authz import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Whoever makes this request; raises ``AttributeError`` outside the middleware, never answers “anonymous”."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
