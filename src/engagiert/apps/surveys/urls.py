from django.urls import path

from . import need_views, views

app_name = "surveys"
urlpatterns = [
    path("umfrage/<str:code>/", views.start, name="start"),
    path("umfrage/<str:code>/abschicken/", views.send, name="send"),
    path("umfrage/<str:code>/seite/<slug:page>/", views.sheet_page, name="page"),
    path("umfrage-ohne-namen/<str:code>/", views.staff, name="staff"),
    path("<slug:town>/bedarf/", need_views.report, name="need"),
    path("<slug:town>/bedarf/danke/", need_views.thanks, name="need_thanks"),
]
