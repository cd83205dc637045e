from django.urls import path, reverse

from engagiert.kernel.links.public import lead

from . import services, views

app_name = "privacy"
urlpatterns = [
    path("konto/daten/", views.own_data, name="own_data"),
    path("konto/daten/meine-daten.pdf", views.own_data_pdf, name="own_data_pdf"),
    path("konto/daten/meine-daten.json", views.own_data_json, name="own_data_json"),
    path("konto/einwilligung/<uuid:agreement_id>/", views.withdraw_own, name="withdraw_own"),
    path("konto/loeschen/", views.erase_own, name="erase_own"),
    path("konto/geloescht/", views.erased, name="erased"),
    path("einwilligung/<str:code>/", views.agree, name="agree"),
    path("einwilligung/<str:code>/zuruecknehmen/", views.withdraw, name="withdraw"),
    path("einwilligung/danke/<slug:answer>/", views.answered, name="answered"),
    path("<slug:town>/datenschutz/hinweise/", views.notice_list, name="notices"),
    path("<slug:town>/datenschutz/hinweise/<slug:purpose>/", views.notice, name="notice"),
]

lead(services.AGREE, lambda _link, code: reverse("privacy:agree", args=[code]))
lead(services.WITHDRAW, lambda _link, code: reverse("privacy:withdraw", args=[code]))
