"""Addresses of the cards, below the desk's own."""

from django.urls import URLPattern, URLResolver, include, path

from .programme_urls import urlpatterns as programme
from .views import card_applications, cards, partners

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
    path("plastik.csv", cards.sheet, name="card_sheet"),
    path("plastik/gedruckt/", cards.printed, name="card_printed"),
    path("<uuid:card_id>/", cards.card, name="card"),
    path("<uuid:card_id>/karte.pdf", cards.paper, name="card_paper"),
    path("<uuid:card_id>/tun/<slug:doing>/", cards.act, name="card_act"),
]
