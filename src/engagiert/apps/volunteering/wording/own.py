"""The page behind somebody's code, in their words: what fits, what is open, whose turn it is."""

import datetime
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from engagiert.apps.directory.public import LANGUAGES, labels
from engagiert.apps.opportunities.public import Listing
from engagiert.apps.volunteering import selectors, week
from engagiert.apps.volunteering.models import Hours, Placement, Proposal, Wish

from . import states

_SHOWN = 6


def page(found: selectors.OwnPage, today: datetime.date) -> dict[str, Any]:
    """What the template shows, besides the rows themselves."""
    missing = found.guardians.is_missing
    taken = {one.opportunity_id for one in found.proposals if one.is_open or _runs(one)}
    ranked = found.ranked
    matches = [offer_line(match, shown) for match, shown in ranked.matches if shown.pk not in taken] if ranked else []
    nearly = [nearly_line(miss, shown) for miss, shown in ranked.nearly if shown.pk not in taken] if ranked else []
    open_ones = [proposal_line(one, missing) for one in found.proposals if one.is_open or _runs(one)]
    return {
        "wish_words": [*wish_words(found.volunteer.wish), *read_words(found.volunteer.wish)],
        "matches": matches[:_SHOWN],
        "nearly": nearly,
        "changes": [selectors.change_of(change) for change in ranked.changes] if ranked else [],
        "open_ones": open_ones,
        "over": [proposal_line(one, missing) for one in found.proposals if not (one.is_open or _runs(one))],
        "placements": [_placement(one.placement, found.hours) for one in found.proposals if _placed(one)],
        "steps": states.step_words(),
        "guardian_missing": missing,
        "together": _together(found, today),
    }


def _runs(proposal: Proposal) -> bool:
    return _placed(proposal) and proposal.placement.is_running


def _placed(proposal: Proposal) -> bool:
    return hasattr(proposal, "placement")


def offer_line(match: Any, listing: Listing) -> dict[str, Any]:
    """An offer that fits: bars, word, reasons."""
    bars, word = selectors.how_well(match)
    return {
        "listing": listing,
        "bars": range(bars),
        "rest": range(5 - bars),
        "word": word,
        "reasons": selectors.reasons_of(match),
        "certificate": listing.needs_certificate,
    }


def nearly_line(miss: Any, listing: Listing) -> dict[str, Any]:
    return {"listing": listing, "obstacle": selectors.obstacle_of(miss), "code": miss.obstacle.code}


def proposal_line(proposal: Proposal, guardian_missing: bool) -> dict[str, Any]:
    """A proposal with its step and whose turn it is."""
    return {
        "proposal": proposal,
        "word": states.state_word(proposal),
        "at": states.step_of(proposal),
        "waits": states.waits_for(proposal, guardian_missing=guardian_missing),
        "may_answer": proposal.is_open and proposal.volunteer_answer == Proposal.Answer.OPEN,
    }


def _placement(placement: Placement, hours: list[Hours]) -> dict[str, Any]:
    mine = [one for one in hours if one.placement_id == placement.pk]
    counted = sum(one.hours for one in mine if one.counts and one.confirmed_at is not None)
    return {"placement": placement, "hours": [hours_line(one) for one in mine], "confirmed": counted}


def hours_line(one: Hours) -> dict[str, Any]:
    """Hours with what became of them."""
    if not one.counts:
        word = _("berichtigt")
    elif one.confirmed_at is not None:
        word = _("bestätigt")
    else:
        word = _("stimmt nicht, sagt die Organisation") if one.refused_at is not None else _("wartet auf Bestätigung")
    return {"hours": one, "word": word}


def wish_words(wish: Wish) -> list[str]:
    """The wish in short: when, how far, languages, likes."""
    found = [week.words(wish.week_parts), _("bis %(km)s km") % {"km": wish.radius_km}]
    if wish.hours_per_week is not None:
        places = 0 if wish.hours_per_week == int(wish.hours_per_week) else 1
        hours = number_format(wish.hours_per_week, places)
        found.append(_("höchstens %(hours)s Stunden in der Woche") % {"hours": hours})
    if wish.languages and wish.languages != ["de"]:
        found.append(", ".join(map(str, labels(LANGUAGES, wish.languages))))
    likes = selectors.words_of([*wish.likes, *wish.skills])
    return [*found, *likes[:4]]


def read_words(wish: Wish) -> list[str]:
    """What we understood of their own words, so that they can correct it; at most one line."""
    read = selectors.words_of(selectors.read_of(wish))
    return [_("aus den Worten gelesen: %(words)s") % {"words": ", ".join(read[:4])}] if read else []


def _together(found: selectors.OwnPage, today: datetime.date) -> list[str]:
    """For each friend: that they are proposed together, or honestly why not."""
    lines = []
    offers = found.ranked.matches[:3] if found.ranked else ()
    for friend in found.circle:
        years = friend.age(today)
        too_young = [shown.title for _match, shown in offers if years is not None and (shown.minimum_age or 0) > years]
        if too_young:
            lines.append(
                _("%(name)s: für „%(titles)s“ noch zu jung. Alles andere schlagen wir Ihnen zusammen vor.")
                % {"name": friend.name, "titles": ", ".join(too_young)}
            )
        else:
            lines.append(_("%(name)s: Wir schlagen Ihnen alles zusammen vor.") % {"name": friend.name})
    return lines


def paper_lines() -> list[str]:
    """The lines of the sheet to fill in by hand."""
    return [
        _("Name"),
        _("Telefon, E-Mail oder Anschrift"),
        _("Unter 18: Geburtsdatum, und wer für Sie sorgt"),
        _("Wo zu Hause (Stadtteil), wie weit höchstens"),
        _("Höchstens wie viele Stunden in der Woche"),
        _("Sprachen"),
        _("Das kann ich gut"),
        _("Das möchte ich nicht"),
        _("Mit wem zusammen"),
    ]
