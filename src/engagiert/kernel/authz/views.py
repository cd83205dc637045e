"""Every view says who may enter: ``@public`` or ``@guarded(PERMISSION)``. A view that says nothing is shut."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase

from .permissions import Permission

type View = Callable[..., HttpResponseBase]
PUBLIC = "public"
_ATTRIBUTE = "engagiert_access"


def public[V: View](view: V) -> V:
    """Anybody may call this view, with or without account."""
    setattr(view, _ATTRIBUTE, PUBLIC)
    return view


def guarded[V: View](permission: Permission[None]) -> Callable[[V], V]:
    """Only a signed-in actor who holds the permission (without subject) may enter; the service checks the rest."""

    def mark(view: V) -> V:
        setattr(view, _ATTRIBUTE, permission)
        return view

    return mark


def mark_as(view: Any, access: str | Permission[None] | None) -> None:
    """Put the mark of one view on another that stands before it."""
    if access is not None:
        setattr(view, _ATTRIBUTE, access)


def access_of(view: Any) -> str | Permission[None] | None:
    """``"public"``, the permission, or None where the view says nothing."""
    access: str | Permission[None] | None = getattr(view, _ATTRIBUTE, None)
    return access
