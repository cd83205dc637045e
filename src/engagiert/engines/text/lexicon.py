"""Which German words there are, for taking compounds apart: the base forms of simplemma's dictionary.

Measured on the judged questions, its lemmas in place of the stems changed nothing (nDCG@10 0.62 and 0.61), while
its words as parts of compounds raised 0.52 to 0.61. So the dictionary is read once and only the stems are kept.
"""

from functools import cache

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from .folding import fold
from .words import stem

_SHORTEST, _LONGEST = 4, 14


@cache
def parts() -> frozenset[str]:
    """Stems of about 150,000 German base forms of 4 to 14 letters. Takes two seconds, once a process."""
    dictionary = DefaultDictionaryFactory(cache_max_size=1).get_dictionary("de")
    # The view over the bytes looks up each of a million entries again; most of them share their base form.
    stored: dict[bytes, bytes] | None = getattr(dictionary, "_dict", None)
    words = set(dictionary.values()) if stored is None else {each.decode() for each in set(stored.values())}
    plain = {fold(str(each)) for each in words if _SHORTEST <= len(each) <= _LONGEST and each.isalpha()}
    return frozenset(stem.__wrapped__(each) for each in plain)
