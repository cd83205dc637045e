"""For whom, in which languages, how to get in, how large."""

from django.utils.translation import gettext_lazy as _

from .term import Term, by_code

TARGET_GROUPS = by_code(
    Term("everyone", _("Alle")),
    Term("children", _("Kinder")),
    Term("youth", _("Jugendliche")),
    Term("families", _("Familien")),
    Term("seniors", _("Ältere Menschen")),
    Term("women", _("Frauen")),
    Term("men", _("Männer")),
    Term("newcomers", _("Neu Zugewanderte")),
    Term("disabled", _("Menschen mit Behinderung")),
    Term("ill_carers", _("Kranke und pflegende Angehörige")),
    Term("homeless", _("Menschen ohne Wohnung")),
    Term("animals", _("Tiere")),
)

ACCESSIBILITY = by_code(
    Term("step_free", _("stufenlos")),
    Term("wheelchair_wc", _("Rollstuhl-WC")),
    Term("lift", _("Aufzug")),
    Term("parking", _("Behindertenparkplatz")),
    Term("hearing_loop", _("Höranlage")),
    Term("sign_language", _("Gebärdensprache")),
    Term("plain_language", _("Leichte Sprache")),
)

LANGUAGES = by_code(
    Term("de", _("Deutsch")),
    Term("tr", _("Türkisch")),
    Term("ar", _("Arabisch")),
    Term("uk", _("Ukrainisch")),
    Term("ru", _("Russisch")),
    Term("pl", _("Polnisch")),
    Term("en", _("Englisch")),
    Term("fr", _("Französisch")),
    Term("es", _("Spanisch")),
    Term("it", _("Italienisch")),
    Term("pt", _("Portugiesisch")),
    Term("ro", _("Rumänisch")),
    Term("bg", _("Bulgarisch")),
    Term("el", _("Griechisch")),
    Term("sq", _("Albanisch")),
    Term("sr", _("Serbisch")),
    Term("hr", _("Kroatisch")),
    Term("bs", _("Bosnisch")),
    Term("ku", _("Kurdisch")),
    Term("fa", _("Persisch, Dari")),
    Term("ps", _("Paschtu")),
    Term("ti", _("Tigrinya")),
    Term("so", _("Somali")),
    Term("ta", _("Tamil")),
    Term("vi", _("Vietnamesisch")),
    Term("zh", _("Chinesisch")),
    Term("nl", _("Niederländisch")),
    Term("gsg", _("Deutsche Gebärdensprache")),
)

SECTORS = by_code(
    Term("civil_society", _("Zivilgesellschaft"), _("Vereine, Verbände, Kirchen, Stiftungen, Initiativen.")),
    Term("administration", _("Verwaltung"), _("Stadt, Kreis, Land und ihre Einrichtungen.")),
    Term("business", _("Wirtschaft"), _("Unternehmen, Betriebe, Kammern.")),
)

BUDGET_BANDS = by_code(
    Term("none", _("kein Geld")),
    Term("under_10k", _("unter 10.000 Euro")),
    Term("10k_50k", _("10.000 bis 50.000 Euro")),
    Term("50k_100k", _("50.000 bis 100.000 Euro")),
    Term("100k_250k", _("100.000 bis 250.000 Euro")),
    Term("over_250k", _("über 250.000 Euro")),
)
