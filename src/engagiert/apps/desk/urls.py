from django.urls import path

from .views import facilities, home, imports, needs, neighbourhoods, organisations, reviews

app_name = "desk"
_records = "verzeichnis/<int:organisation_id>/"
urlpatterns = [
    path("", home.home, name="home"),
    path("verzeichnis/", organisations.organisations, name="organisations"),
    path("verzeichnis/auswahl/", organisations.bulk, name="bulk"),
    path("verzeichnis/neu/", organisations.create, name="create"),
    path("verzeichnis/tabelle.csv", imports.export_table, name="export"),
    path(_records, organisations.organisation, name="organisation"),
    path(f"{_records}bearbeiten/", organisations.edit, name="edit"),
    path(f"{_records}archivieren/", organisations.archive, name="archive"),
    path(f"{_records}verlauf/", organisations.history, name="history"),
    path(f"{_records}verlauf/<int:revision_id>/zuruecknehmen/", organisations.undo, name="undo"),
    path(f"{_records}notiz/", organisations.add_note, name="add_note"),
    path(f"{_records}kontakt/", organisations.add_contact, name="add_contact"),
    path(f"{_records}eigenes/<slug:kind>/<int:row_id>/entfernen/", organisations.remove_private, name="remove_private"),
    path(f"{_records}einrichtung/", facilities.facility, name="add_facility"),
    path(f"{_records}einrichtung/<int:facility_id>/", facilities.facility, name="facility"),
    path(f"{_records}einrichtung/<int:facility_id>/entfernen/", facilities.remove, name="remove_facility"),
    path(f"{_records}tun/<slug:verb>/", organisations.act, name="act"),
    path("quartiere/", neighbourhoods.neighbourhoods, name="neighbourhoods"),
    path("gesucht/", needs.needs, name="needs"),
    path("gesucht/merken/", needs.decide_need, name="decide_need"),
    path("pruefen/", reviews.reviews, name="reviews"),
    path("pruefen/hinweis/<uuid:suggestion_id>/", reviews.suggestion, name="suggestion"),
    path("pruefen/paar/<int:pair_id>/", reviews.pair, name="pair"),
    path("import/", imports.imports, name="imports"),
    path("import/<int:run_id>/", imports.run, name="import"),
    path("import/<int:run_id>/spalten/", imports.mapping, name="import_mapping"),
    path("import/<int:run_id>/uebernehmen/", imports.start, name="import_start"),
    path("import/<int:run_id>/zuruecknehmen/", imports.undo, name="import_undo"),
    path("import/<int:run_id>/verwerfen/", imports.discard, name="import_discard"),
    path("import/<int:run_id>/zeilen.csv", imports.report_table, name="import_report"),
]
