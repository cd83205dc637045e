from .address import Address
from .alliance import Alliance, AllianceMember
from .outline import Outline
from .place import Place
from .town import Town, TownFile, TownText

__all__ = ["Address", "Alliance", "AllianceMember", "Outline", "Place", "Town", "TownFile", "TownText"]
