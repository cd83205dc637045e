"""The checker of cards, and what it fetches."""

from django.urls import path

from . import apply_views, own_views, partner_views, suggest_views, views

app_name = "recognition"
urlpatterns = [
    path("karte/pruefen/", views.checker, name="checker"),
    path("karte/bestaetigen/<str:code>/", apply_views.confirm, name="confirm"),
    path("mein-engagement/<str:code>/ehrenamtskarte/", apply_views.apply_own, name="apply_own"),
    path("mein-eintrag/<int:organisation_id>/ehrenamtskarte/", suggest_views.suggest, name="suggest"),
    path("meine-karte/<str:code>/", own_views.own, name="own"),
    path("meine-karte/<str:code>/karte.pdf", own_views.paper, name="own_paper"),
    path("meine-karte/<str:code>/tun/<slug:doing>/", own_views.act, name="own_act"),
    path("nachweis/<str:code>/", own_views.proof, name="proof"),
    path("partner/<str:code>/", partner_views.partner, name="partner"),
    path("<slug:town>/ehrenamtskarte/vorteile/", partner_views.partners, name="partners"),
    path("<slug:town>/ehrenamtskarte/partner-werden/", partner_views.become_partner, name="become_partner"),
    path("<slug:town>/ehrenamtskarte/", apply_views.apply, name="apply"),
]
