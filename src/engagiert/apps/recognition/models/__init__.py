from .app_list import AppList, AppListFile, AppListRow
from .application import Application, Engagement, Programme
from .card import Card
from .partner import Partner, PartnerContact, PartnerOffer, Redemption
from .proof import Proof, ProofWords
from .signing import Revocation, Series, Signer
from .state_app import AppLayout, HandOver, HandOverFile

__all__ = [
    "AppLayout",
    "AppList",
    "AppListFile",
    "AppListRow",
    "Application",
    "Card",
    "Engagement",
    "HandOver",
    "HandOverFile",
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
