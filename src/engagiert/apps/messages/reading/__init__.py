"""From the bytes of a mail to what people may see of it: text alone, whatever came in.

Pure functions: no database, no network, no clock.
"""

from .mails import Attachment, Received, read
from .quoting import own_words
from .reports import Failure

__all__ = ["Attachment", "Failure", "Received", "own_words", "read"]
