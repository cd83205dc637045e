"""What organisations do themselves: behind a link or code, and as contacts of their own record."""

from django.urls import path, reverse

from engagiert.kernel.links.public import lead

from . import link_views
from .services import selfservice

app_name = "own"
urlpatterns = [
    path("eintrag-bestaetigen/<str:code>/", link_views.confirm, name="confirm"),
    path("eintrag-bestaetigen/<str:code>/neuer-link/", link_views.new_link, name="new_link"),
]

lead(selfservice.CONFIRM, lambda _link, code: reverse("own:confirm", args=[code]), afterwards=True)
