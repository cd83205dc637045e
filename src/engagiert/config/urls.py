"""Every address of the installation. A view without a rule is shut (kernel/http)."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from engagiert.apps.accounts.urls import urlpatterns as sign_in
from engagiert.kernel.http import errors

from . import api

# What only machines read: in one language, at one address.
_for_machines = [
    path("api/v1/", include("engagiert.config.api")),
    path("", include("engagiert.apps.directory.open_data.file_urls")),
    path("", include("engagiert.apps.recognition.file_urls")),
    path("", include("engagiert.apps.opportunities.open_data.file_urls")),
]
_for_people = i18n_patterns(
    *sign_in,
    path("schreibtisch/", include("engagiert.apps.desk.urls")),
    path("stil/", include("engagiert.kernel.ui.urls")),
    path("code/", include("engagiert.apps.front.code_urls")),
    path("offene-daten/schnittstelle/", api.interface, name="interface"),
    path("", include("engagiert.apps.directory.open_data.urls")),
    path("umrisse/", include("engagiert.apps.places.urls")),
    path("", include("engagiert.apps.recognition.urls")),
    path("", include("engagiert.apps.awards.urls")),
    path("", include("engagiert.apps.programme.urls")),
    path("", include("engagiert.apps.cases.urls")),
    path("", include("engagiert.apps.volunteering.urls")),
    path("", include("engagiert.apps.waves.urls")),
    path("", include("engagiert.apps.surveys.urls")),
    path("", include("engagiert.apps.directory.map_urls")),
    path("", include("engagiert.apps.atlas.urls")),
    path("", include("engagiert.apps.directory.own_urls")),
    path("", include("engagiert.apps.opportunities.urls")),
    path("", include("engagiert.apps.opportunities.own_urls")),
    path("<slug:town>/verzeichnis/", include("engagiert.apps.directory.urls")),
    path("", include("engagiert.apps.privacy.urls")),
    path("", include("engagiert.apps.front.urls")),
    prefix_default_language=False,
)
urlpatterns = [*_for_machines, *_for_people]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
