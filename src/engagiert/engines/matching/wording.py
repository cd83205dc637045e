"""Reasons, obstacles and changes in words: "2,1 km · Dienstagabend passt · spricht Arabisch, gesucht"."""

from collections.abc import Callable, Iterable, Sequence

from . import taxonomy, week
from .matches import Change, Match, NearMiss, Reason
from .names import CERTIFICATE_NAMES, LANGUAGE_NAMES
from .week import Language

SEPARATOR = " · "
_MOST_TIMES = 2


def sentence(match: Match, language: Language = "de") -> str:
    """Why the offer fits, most concrete first. Words that both used stand only where no term says it already."""
    told = {reason.code for reason in match.reasons}
    hidden = {"words"} if told & {"interest", "skill"} else set()
    return SEPARATOR.join(
        words for each in match.reasons if (words := reason(each, language)) and each.code not in hidden
    )


def near_miss(miss: NearMiss, language: Language = "de") -> str:
    """ "Knapp daneben: ab 16"."""
    return ("Just missed: " if language == "en" else "Knapp daneben: ") + reason(miss.obstacle, language)


def reason(of: Reason, language: Language = "de") -> str:
    """One reason or obstacle in a few words. Raises KeyError on a code that is none."""
    german, english = _WORDS[of.code]
    return english(of) if language == "en" else german(of)


def change(of: Change, language: Language = "de") -> str:
    """ "Mit Donnerstagnachmittag kämen 3 Angebote dazu"."""
    count = len(of.gained)
    if language == "en":
        return f"{_CHANGES[of.code][1](of)} would bring {count} more {'offer' if count == 1 else 'offers'}"
    return f"{_CHANGES[of.code][0](of)} {'käme 1 Angebot' if count == 1 else f'kämen {count} Angebote'} dazu"


def kilometres(distance: float, language: Language = "de") -> str:
    """ "2,1 km", "14 km", "unter 100 m"."""
    if distance < 0.1:
        return "less than 100 m" if language == "en" else "unter 100 m"
    text = f"{distance:.1f}" if distance < 9.95 else f"{distance:.0f}"
    return (text if language == "en" else text.replace(".", ",")) + " km"


def _number(value: float, language: Language = "de") -> str:
    text = f"{value:g}"
    return text if language == "en" else text.replace(".", ",")


def _list(words: Sequence[str], language: Language) -> str:
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + (" and " if language == "en" else " und ") + words[-1]


def times(of: week.Week, language: Language = "de") -> str:
    """ "Dienstagabend und Mittwochabend"; of many the first two and how many more."""
    names = [week.name_of(day, part, language) for day, part in week.times(of)]
    if len(names) > _MOST_TIMES + 1:
        more = len(names) - _MOST_TIMES
        return ", ".join(names[:_MOST_TIMES]) + (f" and {more} more" if language == "en" else f" und {more} weitere")
    return _list(names, language)


def _terms(codes: Iterable[str], language: Language) -> str:
    return _list([taxonomy.terms()[code].label(language) for code in codes], language)


def _named(names: dict[str, tuple[str, str]], codes: Iterable[str], language: Language) -> str:
    return _list([names[code][language == "en"] for code in codes], language)


def _fits(of: Reason) -> str:
    return f"{times(of.week)} {'passt' if of.week.bit_count() == 1 else 'passen'}"


def _words(codes: Sequence[str]) -> str:
    return ", ".join(f"„{word.lstrip('~')}“" for word in codes if not word.startswith("~"))


type _Speaks = Callable[[Reason], str]

_WORDS: dict[str, tuple[_Speaks, _Speaks]] = {
    "distance": (lambda r: kilometres(r.number), lambda r: kilometres(r.number, "en")),
    "from_home": (lambda _: "von zu Hause", lambda _: "from home"),
    "time": (_fits, lambda r: f"{times(r.week, 'en')} suits"),
    "any_time": (lambda _: "Zeit frei wählbar", lambda _: "time is up to you"),
    "time_open": (lambda _: "Zeit absprechen", lambda _: "time to be agreed"),
    "language": (
        lambda r: f"spricht {_named(LANGUAGE_NAMES, r.codes, 'de')}, gesucht",
        lambda r: f"speaks {_named(LANGUAGE_NAMES, r.codes, 'en')}, wanted",
    ),
    "interest": (lambda r: f"mag {_terms(r.codes, 'de')}", lambda r: f"likes {_terms(r.codes, 'en')}"),
    "near_interest": (
        lambda r: f"nahe am Wunsch: {_terms(r.codes, 'de')}",
        lambda r: f"close to the wish: {_terms(r.codes, 'en')}",
    ),
    "skill": (lambda r: f"kann {_terms(r.codes, 'de')}, gesucht", lambda r: f"can do {_terms(r.codes, 'en')}, wanted"),
    "near_skill": (
        lambda r: f"nahe an dem, was gesucht ist: {_terms(r.codes, 'de')}",
        lambda r: f"close to what is wanted: {_terms(r.codes, 'en')}",
    ),
    "words": (lambda r: _words(r.codes), lambda r: _words(r.codes)),
    "urgent": (lambda _: "dringend", lambda _: "urgent"),
    "few_asked": (lambda _: "noch niemand vorgeschlagen", lambda _: "nobody proposed yet"),
    "too_far": (
        lambda r: f"{kilometres(r.number)} weit, bis {kilometres(r.limit)} gewünscht",
        lambda r: f"{kilometres(r.number, 'en')} away, up to {kilometres(r.limit, 'en')} wished",
    ),
    "no_common_time": (lambda r: f"nur {times(r.week)}", lambda r: f"only {times(r.week, 'en')}"),
    "language_required": (
        lambda r: f"{_named(LANGUAGE_NAMES, r.codes, 'de')} nötig",
        lambda r: f"{_named(LANGUAGE_NAMES, r.codes, 'en')} needed",
    ),
    "too_young": (lambda r: f"ab {_number(r.limit)}", lambda r: f"from {_number(r.limit, 'en')}"),
    "certificate": (
        lambda r: f"{_named(CERTIFICATE_NAMES, r.codes, 'de')} nötig",
        lambda r: f"{_named(CERTIFICATE_NAMES, r.codes, 'en')} needed",
    ),
    "hours": (
        lambda r: f"{_number(r.number)} Stunden die Woche, höchstens {_number(r.limit)} gewünscht",
        lambda r: f"{_number(r.number, 'en')} hours a week, at most {_number(r.limit, 'en')} wished",
    ),
    "full": (lambda _: "besetzt", lambda _: "full"),
}

_CHANGES: dict[str, tuple[Callable[[Change], str], Callable[[Change], str]]] = {
    "radius": (
        lambda c: f"Bis {kilometres(c.number)}",
        lambda c: f"Up to {kilometres(c.number, 'en')}",
    ),
    "time": (lambda c: f"Mit {times(c.week)}", lambda c: times(c.week, "en")),
    "certificate": (
        lambda c: f"Mit {_named(CERTIFICATE_NAMES, (c.term,), 'de')}",
        lambda c: f"With {_named(CERTIFICATE_NAMES, (c.term,), 'en')}",
    ),
    "interest": (
        lambda c: f"Mit „{_terms((c.term,), 'de')}“ als Wunsch",
        lambda c: f"“{_terms((c.term,), 'en')}” as a wish",
    ),
    "skill": (
        lambda c: f"Mit „{_terms((c.term,), 'de')}“ als Können",
        lambda c: f"“{_terms((c.term,), 'en')}” as a skill",
    ),
}
