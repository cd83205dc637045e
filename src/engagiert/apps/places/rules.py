"""Who may change the register of places: whoever runs the installation; a town its own neighbourhoods."""

from engagiert.kernel.authz import Actor, Permission

from .models import Place


def is_operator(actor: Actor, _nothing: None) -> bool:
    """The console or a job; a person who signed in never counts, whatever they call themselves."""
    return not actor.is_signed_in and actor.label == Actor.operator().label


MANAGE_REGISTER = Permission[None]("places.manage_register", is_operator)


def may_shape(actor: Actor, place: Place) -> bool:
    """Coordinators of an office of the place itself, and the operator."""
    own = any(grant.role == "coordinator" and grant.ags == place.ags for grant in actor.grants)
    return own or is_operator(actor, None)


SHAPE_PLACE = Permission[Place]("places.shape_place", may_shape)
