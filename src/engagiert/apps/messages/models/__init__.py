from .fetched import FetchedMail
from .inbound import Inbound, InboundFile
from .message import Message

__all__ = ["FetchedMail", "Inbound", "InboundFile", "Message"]
