"""The writing aid: what an offer lacks, and what in it reads like replacing paid work. A person decides.

The rules are data (``rules.toml``), so that an office can read and argue with them.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from engagiert.engines.text.folding import fold

# More than this a week is hardly something one does beside one's life.
MANY_HOURS = 15
SHORT_TEXT = 80
_FOR_CHILDREN = frozenset({"children", "youth"})


@dataclass(frozen=True, slots=True)
class Advice:
    """``kind``: "missing" or "paid_work"; ``code`` names the rule, ``found`` the words that made it speak."""

    kind: str
    code: str
    found: str = ""


@cache
def rules() -> Mapping[str, Mapping[str, Any]]:
    """Code → rule with ``words`` (regular expressions over folded text) and ``why``."""
    text = (resources.files(__package__) / "rules.toml").read_text("utf-8")
    return {rule["code"]: rule for rule in tomllib.loads(text)["rule"]}


@cache
def _pattern(code: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(rules()[code]["words"]) + ")")


def advice(values: Mapping[str, Any]) -> list[Advice]:
    """What to look at again, most important first; ``values`` are columns of an offer."""
    return [*_paid_work(values), *(Advice("missing", code) for code in _missing(values))]


def _paid_work(values: Mapping[str, Any]) -> list[Advice]:
    text = fold(" ".join(str(values.get(name) or "") for name in ("title", "tasks", "times", "expenses_note")))
    found = []
    for code in rules():
        hit = _pattern(code).search(text)
        if hit is not None:
            found.append(Advice("paid_work", code, hit[0]))
    hours = values.get("hours_per_week")
    if hours is not None and float(hours) > MANY_HOURS:
        found.append(Advice("paid_work", "many_hours", format(float(hours), "g")))
    return found


def _missing(values: Mapping[str, Any]) -> list[str]:
    says: Any = values.get
    checks = {
        "tasks": len(str(says("tasks") or "").strip()) < SHORT_TEXT,
        "when": not (says("week_parts") or says("times") or says("starts_on")),
        "where": says("where") != "from_home" and not (says("street") or says("district")),
        "fields": not says("fields"),
        "contact": not (says("contact_name") or says("contact_phone") or says("contact_mail")),
        "training": not says("training"),
        "insurance": not says("insurance"),
        "expenses": not says("expenses"),
        "certificate": bool(_FOR_CHILDREN & set(says("target_groups") or ())) and not says("needs_certificate"),
        "capacity": not says("capacity"),
    }
    return [code for code, is_missing in checks.items() if is_missing]
