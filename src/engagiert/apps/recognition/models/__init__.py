from .application import Application, Engagement, Programme
from .card import Card
from .partner import Partner, PartnerContact, PartnerOffer, Redemption
from .proof import Proof, ProofWords
from .signing import Revocation, Series, Signer

__all__ = [
    "Application",
    "Card",
    "Engagement",
    "Partner",
    "PartnerContact",
    "PartnerOffer",
    "Programme",
    "Proof",
    "ProofWords",
    "Redemption",
    "Revocation",
    "Series",
    "Signer",
]
