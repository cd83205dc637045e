from django.urls import path

from . import views

app_name = "waves"
urlpatterns = [
    path("<slug:town>/welle/", views.sign_up, name="sign_up"),
    path("<slug:town>/welle/danke/", views.thanks, name="thanks"),
    path("<slug:town>/welle/bogen/", views.paper, name="paper"),
    path("meine-welle/<str:code>/", views.own, name="own"),
    path("meine-welle/<str:code>/tun/<slug:doing>/", views.act, name="act"),
]
