"""Weights of the reasons, in log-odds for each unit of a reason's amount. Data, not code: see docs/engines/linkage.md.

``same_words``, ``same_general_words``, ``other_words``, ``extra_words``, ``carrier_in_front`` and ``words_in_front``
are per nat of information; all others per occurrence.
"""

from collections.abc import Mapping
from typing import Final

# what any two records of one list start with
PRIOR: Final = -4.0

WEIGHTS: Final[Mapping[str, float]] = {
    "start": PRIOR,
    # names
    "same_words": 0.58,
    "same_general_words": 0.24,
    "only_general": -1.5,
    "whole_name": 4.8,
    "name_inside": 1.7,
    "typing_error": -0.8,
    "other_words": -0.9,
    "other_number": -6.0,
    "other_level": -5.0,
    "other_unit": -2.5,
    "other_sport": -5.0,
    "other_direction": -5.0,
    "other_saint": -6.0,
    "other_year": -4.0,
    "extra_unit": -2.8,
    "extra_sport": -4.5,
    "extra_level": -0.9,
    "extra_number": -3.5,
    "extra_direction": -3.0,
    "extra_office": -0.5,
    "extra_general": -0.11,
    "extra_words": -0.14,
    "behind_legal_form": -1.8,
    "head_of_many": -0.9,
    "carrier_in_front": -0.15,
    "words_in_front": -0.3,
    "programme_in_front": -4.0,
    "name_of_many": -1.5,
    "supporters": -14.0,
    # where they are
    "same_door": 2.5,
    "other_door": -1.5,
    "same_postcode": 0.9,
    "other_postcode": -0.9,
    "near": 0.6,
    "far": -1.5,
    "other_place": -9.0,
    # what a house shares with its carrier says little: takes back what address and contacts gave beyond a measure
    "shared_with_carrier": -1.0,
    # how to reach them
    "same_phone": 3.0,
    "same_mail": 3.0,
    "same_website": 2.0,
}
