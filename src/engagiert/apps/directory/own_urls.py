"""What organisations do themselves: behind a link or code, and as contacts of their own record."""

from django.urls import path, reverse

from engagiert.kernel.links.public import lead

from . import claim_views, link_views, own_views
from .services import selfservice

app_name = "own"
_record = "mein-eintrag/<int:organisation_id>/"
urlpatterns = [
    path("eintrag-bestaetigen/<str:code>/", link_views.confirm, name="confirm"),
    path("eintrag-bestaetigen/<str:code>/neuer-link/", link_views.new_link, name="new_link"),
    path("eintrag-uebernehmen/<str:code>/", claim_views.take_over, name="take_over"),
    path("mein-eintrag/", own_views.home, name="home"),
    path(_record, own_views.record, name="record"),
    path(f"{_record}bearbeiten/", own_views.edit, name="edit"),
    path(f"{_record}tun/<slug:verb>/", own_views.act, name="act"),
    path(f"{_record}stellungnahme/", own_views.statement, name="statement"),
    path(f"{_record}gibt-es-nicht-mehr/", own_views.end, name="end"),
    path(f"{_record}verlassen/", own_views.leave, name="leave"),
]

lead(selfservice.CONFIRM, lambda _link, code: reverse("own:confirm", args=[code]), afterwards=True)
for _purpose in (selfservice.CLAIM, selfservice.INVITE):
    lead(_purpose, lambda _link, code: reverse("own:take_over", args=[code]), afterwards=True)
