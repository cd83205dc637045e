from django.urls import path, reverse

from engagiert.kernel.links.public import lead

from . import services, views

app_name = "privacy"
urlpatterns = [
    path("einwilligung/<str:code>/", views.agree, name="agree"),
    path("einwilligung/<str:code>/zuruecknehmen/", views.withdraw, name="withdraw"),
    path("einwilligung/danke/<slug:answer>/", views.answered, name="answered"),
    path("<slug:town>/datenschutz/hinweise/", views.notice_list, name="notices"),
    path("<slug:town>/datenschutz/hinweise/<slug:purpose>/", views.notice, name="notice"),
]

lead(services.AGREE, lambda _link, code: reverse("privacy:agree", args=[code]))
lead(services.WITHDRAW, lambda _link, code: reverse("privacy:withdraw", args=[code]))
