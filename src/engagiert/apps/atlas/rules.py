"""Who keeps the rolls of the atlas: whoever runs the installation. Everybody reads it."""

from engagiert.kernel.authz import Actor, Permission


def is_operator(actor: Actor, _nothing: None) -> bool:
    """The console or a job; a person who signed in never counts, whatever they call themselves."""
    return not actor.is_signed_in and actor.label == Actor.operator().label


KEEP_ROLLS = Permission[None]("atlas.keep_rolls", is_operator)
