"""What comes out: scores with their parts, reasons and obstacles as data. ``wording.py`` makes sentences of them."""

from dataclasses import dataclass

# The parts of a score, in the order they are added and told.
PARTS = ("interests", "skills", "distance", "time", "languages", "text", "urgency", "fairness")


@dataclass(frozen=True, slots=True)
class Reason:
    """``code`` and what it speaks of.

    Codes: ``distance`` (``number`` km), ``from_home``, ``time`` (``week``: parts in common), ``any_time``,
    ``language`` (``codes``: spoken and wanted), ``interest`` (``codes``: terms both named), ``near_interest``
    (related terms), ``skill``, ``near_skill``, ``words`` (``codes``: words both used), ``urgent``, ``few_asked``
    (nobody was proposed to this offer yet).
    Obstacles, what keeps somebody out: ``too_far`` (``number``: km, ``limit``), ``no_common_time`` (``week``: when
    the offer takes place), ``language_required`` (``codes``: missing), ``too_young`` (``limit``: from),
    ``certificate`` (``codes``: missing), ``hours`` (``number``: needed, ``limit``: at most), ``full``.
    """

    code: str
    codes: tuple[str, ...] = ()
    number: float = 0.0
    limit: float = 0.0
    week: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """An offer for somebody: ``score`` = the sum of ``parts`` (by name, ``PARTS``), with the reasons for it."""

    opportunity: str
    score: float
    parts: dict[str, float]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A good offer that one obstacle keeps out ("Knapp daneben: ab 16"); ``score`` is what it would reach. A refusal
    is never listed here."""

    opportunity: str
    score: float
    obstacle: Reason


@dataclass(frozen=True, slots=True)
class Change:
    """What would change the ranking. ``code``: ``radius`` (``number``: km), ``time`` (``week``: one part more),
    ``skill`` or ``interest`` (``term``), ``certificate`` (``term``). ``gained``: offers that would enter the list."""

    code: str
    gained: tuple[str, ...]
    number: float = 0.0
    week: int = 0
    term: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """One person's offers, best first; near misses, best first; changes, by how much they would bring."""

    matches: tuple[Match, ...]
    nearly: tuple[NearMiss, ...]
    changes: tuple[Change, ...]
