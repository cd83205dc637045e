from django.urls import path

from . import organisation_views, seat_views, views

app_name = "volunteering"
urlpatterns = [
    path("<slug:town>/mithelfen/", views.join_form, name="join"),
    path("<slug:town>/mithelfen/bogen/", views.paper, name="paper"),
    path("<slug:town>/einsaetze/", seat_views.shifts, name="shifts"),
    path("<slug:town>/einsaetze/<uuid:shift_id>/", seat_views.shift, name="shift"),
    path("einsatz/<str:code>/", seat_views.seat, name="seat"),
    path("einsatz/<str:code>/kalender.ics", seat_views.calendar, name="seat_calendar"),
    path("einsatz/<str:code>/tun/<slug:doing>/", seat_views.seat_act, name="seat_act"),
    path("mein-engagement/<str:code>/", views.own, name="status"),
    path("mein-engagement/<str:code>/vorschlaege/", views.choose, name="choose"),
    path("mein-engagement/<str:code>/wunsch/", views.wish, name="wish"),
    path("mein-engagement/<str:code>/zustimmung/", views.consent_slip, name="consent_slip"),
    path("mein-engagement/<str:code>/antwort/<uuid:proposal_id>/", views.answer, name="answer"),
    path("mein-engagement/<str:code>/stunden/<uuid:placement_id>/", views.hours, name="hours"),
    path("mein-engagement/<str:code>/tun/<slug:doing>/", views.act, name="act"),
    path("vorschlag/<str:code>/", organisation_views.answer, name="organisation"),
    path("mein-eintrag/<int:organisation_id>/freiwillige/", organisation_views.own_people, name="own_people"),
    path(
        "mein-eintrag/<int:organisation_id>/freiwillige/<slug:doing>/",
        organisation_views.own_act,
        name="own_people_act",
    ),
]
