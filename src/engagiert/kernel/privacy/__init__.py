"""Personal data: what each column is for, on which ground, for how long; declared beside the column itself."""

from .declarations import (
    AMOUNTS,
    DERIVED,
    KEYS,
    OF_ORGANISATIONS,
    OF_THE_OFFICE,
    PUBLIC_REGISTER,
    REDACT,
    SETTINGS,
    STATE,
    WORKINGS,
    Datum,
    Ground,
    Impersonal,
    Kept,
    Personal,
    Purpose,
)

__all__ = [
    "AMOUNTS",
    "DERIVED",
    "KEYS",
    "OF_ORGANISATIONS",
    "OF_THE_OFFICE",
    "PUBLIC_REGISTER",
    "REDACT",
    "SETTINGS",
    "STATE",
    "WORKINGS",
    "Datum",
    "Ground",
    "Impersonal",
    "Kept",
    "Personal",
    "Purpose",
]
