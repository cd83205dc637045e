"""Addresses of the cards, below the desk's own."""

from django.urls import URLPattern, URLResolver, include, path

from .programme_urls import urlpatterns as programme
from .views import app_lists, card_applications, cards, partners, state_app

urlpatterns: list[URLPattern | URLResolver] = [
    path("", cards.cards, name="cards"),
    path("neu/", cards.new_card, name="card_new"),
    path("antraege/", card_applications.applications, name="card_applications"),
    path("antraege/neu/", card_applications.new_application, name="card_application_new"),
    path("antraege/entscheiden/", card_applications.decide_many, name="card_applications_decide"),
    path("antraege/<uuid:application_id>/", card_applications.application, name="card_application"),
    path("antraege/<uuid:application_id>/tun/<slug:doing>/", card_applications.act, name="card_application_act"),
    path("engagement/<uuid:engagement_id>/bestaetigt/", card_applications.confirmed, name="card_engagement"),
    path("bedingungen/", card_applications.programme, name="card_programme"),
    path("partner/", partners.partners, name="partners"),
    path("partner/neu/", partners.new_partner, name="partner_new"),
    path("partner/angebot/<uuid:offer_id>/", partners.partner_offer, name="partner_offer"),
    path("partner/<uuid:partner_id>/", partners.partner, name="partner"),
    path("partner/<uuid:partner_id>/tun/<slug:doing>/", partners.partner_act, name="partner_act"),
    path("programm/", include(programme)),
    path("landes-app/", state_app.overview, name="state_app"),
    path("landes-app/aufbau/", state_app.layout, name="app_layout"),
    path("landes-app/uebergabe/<uuid:hand_over_id>/", state_app.file, name="hand_over_file"),
    path("landes-app/dateien/", app_lists.lists, name="app_lists"),
    path("landes-app/dateien/<uuid:app_list_id>/", app_lists.one_list, name="app_list"),
    path("landes-app/dateien/<uuid:app_list_id>/spalten/", app_lists.columns, name="app_columns"),
    path("landes-app/dateien/<uuid:app_list_id>/tun/<slug:deed>/", app_lists.list_act, name="app_list_act"),
    path("plastik.csv", cards.sheet, name="card_sheet"),
    path("plastik/gedruckt/", cards.printed, name="card_printed"),
    path("<uuid:card_id>/", cards.card, name="card"),
    path("<uuid:card_id>/karte.pdf", cards.paper, name="card_paper"),
    path("<uuid:card_id>/tun/<slug:doing>/", cards.act, name="card_act"),
]
