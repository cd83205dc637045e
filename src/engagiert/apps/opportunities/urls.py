"""Addresses of offers. ``where`` is a town or an area."""

from django.urls import path, reverse

from engagiert.kernel.links.public import lead

from . import link_views, views
from .open_data import views as open_views
from .services import asking

app_name = "offers"
urlpatterns = [
    path("angebot-bestaetigen/<str:code>/", link_views.confirm, name="confirm"),
    path("<where:where>/engagement/", views.offer_list, name="list"),
    path("<where:where>/engagement/suche/vorschlaege/", views.suggestions, name="suggestions"),
    path("<slug:town>/engagement/liste/einbauen/", open_views.embedding, name="embedding"),
    path("<slug:town>/engagement/liste/rahmen/", open_views.frame, name="frame"),
    path("<slug:town>/engagement/<slug:slug>/", views.offer_detail, name="offer"),
    path("<slug:town>/engagement/<slug:slug>/daten.jsonld", views.offer_data, name="data"),
]

lead(asking.CONFIRM, lambda _link, code: reverse("offers:confirm", args=[code]), afterwards=True)
