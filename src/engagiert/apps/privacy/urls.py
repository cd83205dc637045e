from django.urls import path

from . import views

app_name = "privacy"
urlpatterns = [
    path("<slug:town>/datenschutz/hinweise/", views.notice_list, name="notices"),
    path("<slug:town>/datenschutz/hinweise/<slug:purpose>/", views.notice, name="notice"),
]
