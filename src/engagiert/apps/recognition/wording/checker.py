"""What a checker says, in words."""

from django.utils.translation import gettext as _

# Sign, colour and word together: nobody has to tell green from red.
_GOOD, _DOUBT, _BAD = "good", "doubt", "bad"


def verdicts() -> dict[str, dict[str, str]]:
    """For each verdict of the engine: how it looks, the word, and what to do. ``{day}`` is the day of the list."""
    return {
        "valid": {
            "looks": _GOOD,
            "word": _("Gültig"),
            "then": _("Lassen Sie sich einen Ausweis zeigen: Der Name muss derselbe sein."),
        },
        "list_too_old": {
            "looks": _DOUBT,
            "word": _("Echt, Sperrliste zu alt"),
            "then": _(
                "Die Karte ist echt und nicht abgelaufen. Ob sie gesperrt ist, weiß dieses Gerät nicht: Seine "
                "Sperrliste ist vom {day}. Öffnen Sie diese Seite einmal mit Netz. Oder lassen Sie sich einen Ausweis "
                "zeigen, und entscheiden Sie selbst."
            ),
        },
        "expired": {
            "looks": _BAD,
            "word": _("Abgelaufen"),
            "then": _("Die Karte war echt, gilt aber nicht mehr. Das Büro der Stadt verlängert sie gern."),
        },
        "revoked": {
            "looks": _BAD,
            "word": _("Gesperrt"),
            "then": _("Diese Karte ist gesperrt, zum Beispiel weil sie verloren ging. Vielleicht gibt es eine neue."),
        },
        "not_yet": {
            "looks": _BAD,
            "word": _("Noch nicht gültig"),
            "then": _("Stimmen Datum und Uhrzeit auf diesem Gerät? Wenn ja, gilt die Karte erst später."),
        },
        "unknown": {
            "looks": _BAD,
            "word": _("Unbekannt"),
            "then": _(
                "Diesen Aussteller kennt das Gerät nicht. Öffnen Sie diese Seite einmal mit Netz und prüfen Sie neu."
            ),
        },
        "typed_unknown": {
            "looks": _BAD,
            "word": _("Unbekannt"),
            "then": _(
                "Diesen Code gibt es in der Liste dieses Geräts nicht. Stimmt jedes Zeichen? Eine ganz neue Karte "
                "kennt das Gerät erst, wenn Sie diese Seite einmal mit Netz geöffnet haben."
            ),
        },
    } | _of_no_card()


def _of_no_card() -> dict[str, dict[str, str]]:
    return {
        "withdrawn": {
            "looks": _BAD,
            "word": _("Gilt nicht mehr"),
            "then": _(
                "Die Stadt hat die Unterschrift zurückgezogen, mit der diese Karte gemacht ist: Sie lässt sich "
                "fälschen. Das liegt nicht an dem Menschen vor Ihnen. Er bekommt von der Stadt eine neue Karte."
            ),
        },
        "forged": {
            "looks": _BAD,
            "word": _("Nicht echt"),
            "then": _("Diese Karte hat keine Stadt unterschrieben."),
        },
        "malformed": {
            "looks": _BAD,
            "word": _("Keine Ehrenamtskarte"),
            "then": _(
                "Dieser Code gehört zu keiner Ehrenamtskarte von hier. Halten Sie ihn ruhig und ganz ins Bild, oder "
                "tippen Sie alle zwölf Zeichen."
            ),
        },
    }
