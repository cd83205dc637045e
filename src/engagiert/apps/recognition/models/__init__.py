from .application import Application, Engagement, Programme
from .card import Card
from .signing import Revocation, Series, Signer

__all__ = ["Application", "Card", "Engagement", "Programme", "Revocation", "Series", "Signer"]
