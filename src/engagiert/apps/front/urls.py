from django.urls import path

from . import views

app_name = "front"
urlpatterns = [
    path("", views.start, name="start"),
    path("barriere-melden/", views.barrier_anywhere, name="barrier_anywhere"),
    path("nach-der-anmeldung/", views.after_sign_in, name="after_sign_in"),
    path("<area:area>/", views.area, name="area"),
    path("<slug:slug>/", views.town, name="town"),
    path("<slug:slug>/farben.css", views.colours, name="colours"),
    path("<slug:slug>/wappen.png", views.arms, name="arms"),
    path("<slug:slug>/gebaerdensprache-video/", views.signs_video, name="signs_video"),
    path("<slug:slug>/tuer/<slug:door>/", views.door, name="door"),
    path("<slug:slug>/seite/barriere-melden/", views.barrier, name="barrier"),
    path("<slug:slug>/seite/<slug:page>/", views.statement, name="statement"),
]
