from .application import Application, Engagement, Programme
from .card import Card
from .proof import Proof, ProofWords
from .signing import Revocation, Series, Signer

__all__ = [
    "Application",
    "Card",
    "Engagement",
    "Programme",
    "Proof",
    "ProofWords",
    "Revocation",
    "Series",
    "Signer",
]
