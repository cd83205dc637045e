"""What may be done about personal data. Each verb checks, writes and is on record."""

from .profiles import describe_controller

__all__ = ["describe_controller"]
