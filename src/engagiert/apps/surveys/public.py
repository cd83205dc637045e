"""What other apps may use of surveys, needs and goals.

For the atlas and its papers, readable by everybody:

``goals_of(keys)`` → ``list[PublicGoal]`` of the places whose official key begins with one of ``keys``: ``title``,
``why``, ``type`` (code of a facility type or empty), ``about`` (what it came from), ``due_on``, ``state`` (``open``,
``on_the_way``, ``reached``, ``given_up``; ``get_state_display()`` in words), ``place``. No names of people.

``need_counts(keys)`` → ``list[NeedCount]`` by town and type: ``ags``, ``type`` (empty: without type), ``missing``,
``resting``, ``sought`` as numbers, or None where under three were counted; ``counted_on``. A town that is not listed
has not been counted: unknown, not zero.
"""

from . import forms, questionnaire, rules, selectors, services, showing, wording
from .models import Goal, NeedReport, PublicGoal, Questionnaire, Sheet, StaffCount, Survey
from .selectors.needs import NeedCount, goals_of, need_counts

__all__ = [
    "Goal",
    "NeedCount",
    "NeedReport",
    "PublicGoal",
    "Questionnaire",
    "Sheet",
    "StaffCount",
    "Survey",
    "forms",
    "goals_of",
    "need_counts",
    "questionnaire",
    "rules",
    "selectors",
    "services",
    "showing",
    "wording",
]
