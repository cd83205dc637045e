from .card import Card
from .signing import Revocation, Series, Signer

__all__ = ["Card", "Revocation", "Series", "Signer"]
