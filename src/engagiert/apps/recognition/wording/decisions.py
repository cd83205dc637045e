"""Why somebody gets a card or not, in plain words, with what is missing."""

from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagiert.apps.recognition.eligibility import EHRENAMT, Check, Decision
from engagiert.apps.recognition.models import Engagement


def number(value: Decimal) -> str:
    """4,5 and not 4.50."""
    return f"{value.normalize():f}".replace(".", ",")


def check_lines(decision: Decision, other: Check | None = None) -> list[dict[str, Any]]:
    """One line for each condition: whether it is met, and the sentence. ``other``: the second way to enough hours."""
    lines = [{"met": check.met, "text": _sentence(check)} for check in decision.checks]
    for line, check in zip(lines, decision.checks, strict=True):
        if not check.met and other is not None and check.key.startswith("hours"):
            line["text"] = _("%(one)s Oder: %(two)s") % {"one": line["text"], "two": _sentence(other)}
    return lines


def _sentence(check: Check) -> str:
    has, need, short = number(check.has), number(check.need), number(check.short)
    words = {"has": has, "need": need, "short": short}
    match check.key:
        case "hours_a_week":
            met, missing = (
                _("%(has)s Stunden in der Woche, nötig sind %(need)s."),
                _("%(has)s Stunden in der Woche, nötig sind %(need)s: Es fehlen %(short)s Stunden in der Woche."),
            )
        case "hours_a_year":
            met, missing = (
                _("%(has)s Stunden im Jahr, nötig sind %(need)s."),
                _("%(has)s Stunden im Jahr, nötig sind %(need)s: Es fehlen %(short)s Stunden im Jahr."),
            )
        case "served":
            # Rounded down it still is enough; the rest in days helps nobody.
            words["has"] = number(check.has.quantize(Decimal("0.1"), ROUND_DOWN)) if check.met else has
            met, missing = (
                _("Seit %(has)s Jahren dabei, nötig sind %(need)s."),
                _("Seit %(has)s Jahren dabei, nötig sind %(need)s: Es fehlen %(short)s Jahre."),
            )
        case "age":
            met, missing = (
                _("%(has)s Jahre alt, die Karte gibt es ab %(need)s."),
                _("%(has)s Jahre alt, die Karte gibt es erst ab %(need)s."),
            )
        case "belongs":
            met, missing = (
                _("Wohnt oder arbeitet hier."),
                _("Wohnt und arbeitet nicht hier: Zuständig ist die Stadt, in der die Person wohnt."),
            )
        case _:
            met, missing = _allowance(check.key)
    return (met if check.met else missing) % words


def _allowance(kind: str) -> tuple[str, str]:
    if kind == EHRENAMT:
        return _("Ehrenamtspauschale von %(has)s Euro im Jahr, erlaubt sind %(need)s."), _(
            "Ehrenamtspauschale von %(has)s Euro im Jahr, erlaubt sind %(need)s: %(short)s Euro zu viel."
        )
    return _("Übungsleiterpauschale von %(has)s Euro im Jahr, erlaubt sind %(need)s."), _(
        "Übungsleiterpauschale von %(has)s Euro im Jahr, erlaubt sind %(need)s: %(short)s Euro zu viel."
    )


def engagement_lines(engagement: Engagement) -> list[str]:
    """What the applicant wrote about one organisation."""
    facts = [engagement.organisation_name]
    if engagement.tasks:
        facts.append(engagement.tasks)
    span = _("seit %(day)s") % {"day": f"{engagement.since:%d.%m.%Y}"}
    if engagement.until:
        days = {"start": f"{engagement.since:%d.%m.%Y}", "end": f"{engagement.until:%d.%m.%Y}"}
        span = _("von %(start)s bis %(end)s") % days
    facts.append(span)
    if engagement.hours_a_week:
        facts.append(_("%(hours)s Stunden in der Woche") % {"hours": number(engagement.hours_a_week)})
    if engagement.hours_a_year:
        facts.append(_("%(hours)s Stunden im Jahr") % {"hours": number(engagement.hours_a_year)})
    if engagement.allowance:
        words = {"euros": number(engagement.allowance), "kind": engagement.get_allowance_kind_display()}
        facts.append(_("%(euros)s Euro im Jahr: %(kind)s") % words)
    return facts


def hours_line(known: dict[str, Any]) -> str:
    """What the register has confirmed of the last year at one organisation."""
    words = {"organisation": known["organisation_name"], "hours": number(known["hours_a_year"])}
    return _("%(organisation)s: %(hours)s Stunden im letzten Jahr bestätigt") % words


def kept(decision: Decision, other: Check | None = None) -> dict[str, Any]:
    """What a decision rested on, as it is kept with the application: in German, whoever decided."""
    with override(settings.LANGUAGE_CODE):
        lines = check_lines(decision, other)
    return {
        "version": decision.version.key,
        "rule": decision.version.name,
        "applied_on": decision.applied_on.isoformat(),
        "met": decision.met,
        "lines": lines,
    }
