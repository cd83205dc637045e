from .joining import Someone, Wanting, code_for, codes_for_joined, give_code, join, take_down

__all__ = [
    "Someone",
    "Wanting",
    "code_for",
    "codes_for_joined",
    "give_code",
    "join",
    "take_down",
]
