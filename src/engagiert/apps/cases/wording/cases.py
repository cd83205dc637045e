"""What the desk reads about a case: who, what, until when. The clock speaks in words, and to the office as a whole."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from engagiert.apps.cases.clock import working_days_between
from engagiert.apps.cases.kinds import kind_of
from engagiert.apps.cases.models import Asker, Case, Entry
from engagiert.kernel.ui.dates import short, with_weekday

_STATE = Case.State
STATES = {
    _STATE.NEW: gettext_lazy("neu"),
    _STATE.WORKING: gettext_lazy("in Arbeit"),
    _STATE.ASKING: gettext_lazy("wartet auf Rückmeldung"),
    _STATE.CLOSED: gettext_lazy("abgeschlossen"),
}
CHANNEL_ICONS = {
    "form": "globe", "phone": "phone", "counter": "user", "letter": "mail", "mail": "mail",
    "suggestion": "lightbulb", "duplicate": "git-merge", "office": "house",
    "round": "calendar",
}  # fmt: skip
ENTRY_ICONS = {
    "asked": "inbox", "words": "message-square", "incoming": "message-square", "outgoing": "mail",
    "note": "pencil", "call": "phone", "change": "history",
}  # fmt: skip


def state_word(case: Case) -> str:
    return str(STATES[_STATE(case.state)])


def kind_word(case: Case) -> str:
    return str(kind_of(case.kind).label)


def land_of(case: Case) -> str:
    return str(case.office.place.ags)


def due_words(case: Case, today: datetime.date) -> str:
    """When an answer is promised, and how many working days are left; nothing that blames anybody."""
    if case.state == _STATE.CLOSED:
        return _("abgeschlossen am %(day)s") % {"day": short(case.closed_on)} if case.closed_on else ""
    if case.state == _STATE.ASKING and case.asked_on is not None:
        days = working_days_between(case.asked_on, today, land_of(case))
        said = ngettext("seit einem Arbeitstag", "seit %(days)s Arbeitstagen", days) % {"days": days}
        return _("Die Uhr steht %(since)s: Wir warten auf Rückmeldung.") % {"since": said if days else _("seit heute")}
    days = working_days_between(today, case.due_on, land_of(case))
    if case.due_on == today:
        return _("Antwort heute zugesagt")
    if days < 0 or case.due_on < today:
        late = max(-days, 1)
        return ngettext(
            "wartet einen Arbeitstag länger als zugesagt", "wartet %(days)s Arbeitstage länger als zugesagt", late
        ) % {"days": late}
    left = ngettext("noch ein Arbeitstag", "noch %(days)s Arbeitstage", days) % {"days": days}
    return _("Antwort bis %(day)s, %(left)s") % {"day": with_weekday(case.due_on), "left": left}


def due_short(case: Case, today: datetime.date) -> str:
    """The same for a line of the list."""
    if case.state == _STATE.CLOSED:
        return short(case.closed_on) if case.closed_on else ""
    if case.state == _STATE.ASKING and case.asked_on is not None:
        return _("fragt seit %(day)s") % {"day": short(case.asked_on)}
    if case.due_on == today:
        return _("heute")
    if case.due_on < today:
        days = max(-working_days_between(today, case.due_on, land_of(case)), 1)
        return ngettext("einen Tag über der Zusage", "%(days)s Tage über der Zusage", days) % {"days": days}
    return _("bis %(day)s") % {"day": short(case.due_on)}


def due_tone(case: Case, today: datetime.date) -> str:
    """The kind of tag; a word always stands in it."""
    if case.clock_stands:
        return ""
    if case.due_on < today:
        return "warn"
    return "acc" if case.due_on == today else "ok"


def asker_of(case: Case) -> Asker | None:
    """The asker, where the one who looks may know them."""
    try:
        return case.asker
    except Asker.DoesNotExist:
        return None


def known_name(case: Case) -> str:
    """The name of the asker, or of who speaks for them; empty where nobody has said it."""
    asker = asker_of(case)
    return (asker.name or asker.speaker) if asker else ""


def asker_name(case: Case) -> str:
    return known_name(case) or _("Ohne Namen")


def spoken_for(asker: Asker) -> str:
    """“Klaas Exempel spricht für Anneliese Erdacht (Tante)”; empty where somebody speaks for themselves."""
    if not asker.speaker:
        return ""
    whom = asker.name or _("jemand anderen")
    relation = f" ({asker.relation})" if asker.relation else ""
    return _("%(who)s spricht für %(whom)s%(relation)s") % {"who": asker.speaker, "whom": whom, "relation": relation}


def entry_title(entry: Entry) -> str:
    """What happened, in a few words."""
    if entry.kind == Entry.Kind.CHANGE:
        return _change(entry.facts)
    if entry.kind == Entry.Kind.OUTGOING:
        ways = {"mail": _("Antwort per E-Mail"), "letter": _("Antwort per Brief"), "told": _("Antwort persönlich")}
        asked = {"mail": _("Rückfrage per E-Mail"), "letter": _("Rückfrage per Brief"), "told": _("Rückfrage")}
        return (asked if entry.facts.get("then") == "ask" else ways).get(entry.facts.get("way", ""), _("Antwort"))
    return str(Entry.Kind(entry.kind).label)


_CHANGES = {
    "taken": gettext_lazy("Übernommen"),
    "given": gettext_lazy("Weitergegeben an %(to)s"),
    "receipt": gettext_lazy("Eingang bestätigt"),
    "given_back": gettext_lazy("Wieder frei für alle"),
    "resumed": gettext_lazy("Die Uhr läuft wieder"),
    "reopened": gettext_lazy("Wieder geöffnet"),
    "asker_corrected": gettext_lazy("Angaben zur Person verbessert"),
    "handed_over": gettext_lazy("Abgegeben an %(to)s"),
    "handed_in": gettext_lazy("Abgegeben von %(from)s, dort %(number)s"),
    "merged_from": gettext_lazy("Zusammengelegt mit %(number)s"),
    "merged_into": gettext_lazy("Aufgegangen in %(number)s"),
}


def _change(facts: dict[str, str]) -> str:
    code = facts.get("code", "")
    if code == "closed":
        return _("Abgeschlossen: %(outcome)s") % {"outcome": Case.Outcome(facts["outcome"]).label}
    if code == "shared":
        return _("Geteilt: %(with)s") % {"with": Case.Sharing(facts["sharing"]).label}
    return str(_CHANGES.get(code, code)) % {name: facts.get(name, "") for name in ("to", "from", "number")}
