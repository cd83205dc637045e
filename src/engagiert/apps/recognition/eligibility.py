"""Who may have a card: dated rules of the Land, settings of the town, and a decision that says why.

Pure: facts in, a decision out, no clock and no database. The words stand in ``wording/``; here are numbers and keys.
"""

import calendar
import datetime
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

CARD, JUBILEE = "card", "jubilee"
NOTHING, EHRENAMT, UEBUNGSLEITER = "", "ehrenamt", "uebungsleiter"
ALLOWANCES = (EHRENAMT, UEBUNGSLEITER)
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the Land's rules: least hours (either sum is enough), most allowance in euros a year by kind."""

    key: str
    name: str
    begins: datetime.date
    hours_a_week: Decimal
    hours_a_year: Decimal
    most: dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Town:
    """What a town sets. ``prior_years``: service before the application. ``youth_until``: up to this age (inclusive)
    ``youth_prior_years`` is enough, 0 for no easing. ``juleica``: who holds one needs no hours and no prior years.
    ``jubilee_allowance``: whether allowances matter for the jubilee card."""

    prior_years: Decimal = Decimal(2)
    minimum_age: int = 16
    valid_years: int = 2
    must_belong: bool = True
    youth_until: int = 0
    youth_prior_years: Decimal = Decimal(1)
    juleica: bool = True
    jubilee_years: int = 25
    jubilee_allowance: bool = False


@dataclass(frozen=True, slots=True)
class Service:
    """What somebody does for one organisation. Hours as they say; ``until`` None while it goes on; ``allowance`` in
    euros a year beyond what they spend, of the kind ``EHRENAMT`` or ``UEBUNGSLEITER``."""

    since: datetime.date
    until: datetime.date | None = None
    hours_a_week: Decimal = Decimal(0)
    hours_a_year: Decimal = Decimal(0)
    allowance: Decimal = Decimal(0)
    allowance_kind: str = NOTHING


@dataclass(frozen=True, slots=True)
class Applicant:
    """``belongs``: lives or works in the town. ``juleica_until``: the last day of a youth leader card."""

    born_on: datetime.date
    belongs: bool
    juleica_until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One condition, named by ``key``; ``need`` and ``has`` in its unit, ``short`` is what is missing."""

    key: str
    met: bool
    need: Decimal
    has: Decimal

    @property
    def short(self) -> Decimal:
        return Decimal(0) if self.met else abs(self.need - self.has)


@dataclass(frozen=True, slots=True)
class Decision:
    """``version`` is the rule of the day of the application; ``hours`` says by which sum it was met, or how far off."""

    version: Version
    applied_on: datetime.date
    checks: tuple[Check, ...]
    expires_on: datetime.date | None

    @property
    def met(self) -> bool:
        return all(check.met for check in self.checks)

    @property
    def missing(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if not check.met)


@cache
def versions() -> tuple[Version, ...]:
    """The Land's rules, the oldest first."""
    written = tomllib.loads(files(__package__).joinpath("data/nrw.toml").read_text(encoding="utf-8"))["version"]
    read = [
        Version(
            key=one["key"],
            name=one["name"],
            begins=one["begins"],
            hours_a_week=Decimal(one["hours_a_week"]),
            hours_a_year=Decimal(one["hours_a_year"]),
            most={kind: Decimal(one[kind]) for kind in ALLOWANCES},
        )
        for one in written
    ]
    return tuple(sorted(read, key=lambda version: version.begins))


def version_on(day: datetime.date) -> Version:
    """The rule that holds on this day; raises ``ValueError`` before the first one."""
    holding = [version for version in versions() if version.begins <= day]
    if not holding:
        raise ValueError(f"no rule holds on {day}")
    return holding[-1]


def decide(
    *, kind: str, applied_on: datetime.date, applicant: Applicant, services: Sequence[Service], town: Town
) -> Decision:
    """Whether the conditions of a card are met on the day of the application, and which are not.

    ``kind`` is ``CARD`` or ``JUBILEE``; services that begin after that day, and hours of those that have ended, do
    not count.
    """
    version = version_on(applied_on)
    begun = [service for service in services if service.since <= applied_on]
    going = _going(services, applied_on)
    if kind == JUBILEE:
        checks = [_served(begun, applied_on, Decimal(town.jubilee_years), breaks=True)]
        if town.jubilee_allowance:
            checks += _allowances(version, going)
        expires_on = None
    else:
        leads_youth = town.juleica and applicant.juleica_until is not None and applicant.juleica_until >= applied_on
        age = age_on(applicant.born_on, applied_on)
        prior = town.youth_prior_years if town.youth_until and age <= town.youth_until else town.prior_years
        checks = [Check("age", age >= town.minimum_age, Decimal(town.minimum_age), Decimal(age))]
        if not leads_youth:
            checks += [_hours(version, going), _served(begun, applied_on, prior)]
        checks += _allowances(version, going)
        if town.must_belong:
            checks.append(Check("belongs", applicant.belongs, Decimal(1), Decimal(applicant.belongs)))
        expires_on = years_after(applied_on, town.valid_years)
    return Decision(version, applied_on, tuple(checks), expires_on)


def _hours(version: Version, going: Iterable[Service]) -> Check:
    """The sum that is enough, or comes nearer; as the person told it where one says as much as the other."""
    services = list(going)
    by_week, by_year = _both_sums(version, services)
    only_years = any(one.hours_a_year for one in services) and not any(one.hours_a_week for one in services)
    told, other = (by_year, by_week) if only_years else (by_week, by_year)
    if told.met or other.met:
        return told if told.met else other
    return told if told.has / told.need >= other.has / other.need else other


def other_hours(decision: Decision, services: Iterable[Service]) -> Check:
    """The other of the two sums, so that both ways can be told to somebody who is short of hours."""
    told = next(check for check in decision.checks if check.key.startswith("hours"))
    by_week, by_year = _both_sums(decision.version, _going(services, decision.applied_on))
    return by_year if told.key == "hours_a_week" else by_week


def _both_sums(version: Version, going: Iterable[Service]) -> tuple[Check, Check]:
    """Hours a week and hours a year over all organisations.

    Where somebody told only one of the two for an organisation, the other follows at the rule's own rate (50 weeks a
    year): two hours a week here and a hundred hours a year there are as much as four hours a week in one place.
    """
    weeks = version.hours_a_year / version.hours_a_week
    services = list(going)
    week = sum((one.hours_a_week or one.hours_a_year / weeks for one in services), Decimal(0))
    year = sum((one.hours_a_year or one.hours_a_week * weeks for one in services), Decimal(0))
    return (
        Check("hours_a_week", week >= version.hours_a_week, version.hours_a_week, week),
        Check("hours_a_year", year >= version.hours_a_year, version.hours_a_year, year),
    )


def _going(services: Iterable[Service], on: datetime.date) -> list[Service]:
    """Those that have begun and have not ended."""
    return [one for one in services if one.since <= on and (one.until is None or one.until >= on)]


def _served(begun: Iterable[Service], on: datetime.date, years: Decimal, *, breaks: bool = False) -> Check:
    """Days of service before ``on``, nothing counted twice; the last day of what has ended counts.

    ``years`` are those of the calendar, half a year six months (§ 188 (2), § 189 BGB): who has been there without a
    break has them on the same day some years later. ``breaks``: the years need not follow each other, and each has
    365 days then (§ 191 BGB).
    """
    spans = sorted((one.since, min(one.until + _DAY, on) if one.until else on) for one in begun)
    days, reached = 0, datetime.date.min
    for start, end in spans:
        days += max(0, (end - max(start, reached)).days)
        reached = max(reached, end)
    needed = int(years * 365) if breaks else (on - months_before(on, int(years * 12))).days
    has = (Decimal(days) / Decimal("365.25")).quantize(Decimal("0.01"))
    met = days >= needed
    # Rounded numbers must not contradict the verdict.
    return Check("served", met, years, max(has, years) if met else min(has, years - Decimal("0.01")))


def _allowances(version: Version, going: Iterable[Service]) -> list[Check]:
    """The sum of each kind that is paid, beside the most that is allowed."""
    services = list(going)
    sums = {
        kind: sum((service.allowance for service in services if service.allowance_kind == kind), Decimal(0))
        for kind in ALLOWANCES
    }
    return [Check(kind, paid <= version.most[kind], version.most[kind], paid) for kind, paid in sums.items() if paid]


def age_on(born_on: datetime.date, day: datetime.date) -> int:
    """Whole years; who was born on the 29th of February is a year older on the 1st of March (§ 188 (3) BGB: the last
    day of February ends the year)."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def years_after(day: datetime.date, years: int) -> datetime.date:
    """The same day that many years on; the 28th where February has no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def months_before(day: datetime.date, months: int) -> datetime.date:
    """The same day that many months back; the last day of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
