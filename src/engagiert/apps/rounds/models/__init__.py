from .decision import Decision
from .item import Item
from .meeting import Meeting
from .round import Round

__all__ = ["Decision", "Item", "Meeting", "Round"]
