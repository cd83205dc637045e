"""Addresses of the cards, below the desk's own."""

from django.urls import path

from .views import cards

urlpatterns = [
    path("", cards.cards, name="cards"),
    path("neu/", cards.new_card, name="card_new"),
    path("<uuid:card_id>/", cards.card, name="card"),
    path("<uuid:card_id>/karte.pdf", cards.paper, name="card_paper"),
    path("<uuid:card_id>/tun/<slug:doing>/", cards.act, name="card_act"),
]
