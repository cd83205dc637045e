"""Every address of the installation. A view without a rule is shut (kernel/http)."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from engagiert.apps.accounts.urls import urlpatterns as sign_in
from engagiert.kernel.http import errors

# What only machines read stands in a list of its own before these, without languages.
urlpatterns = i18n_patterns(
    *sign_in,
    path("schreibtisch/", include("engagiert.apps.desk.urls")),
    path("stil/", include("engagiert.kernel.ui.urls")),
    path("api/v1/", include("engagiert.config.api")),
    path("", include("engagiert.apps.directory.open_data.urls")),
    path("umrisse/", include("engagiert.apps.places.urls")),
    path("", include("engagiert.apps.directory.map_urls")),
    path("<slug:town>/verzeichnis/", include("engagiert.apps.directory.urls")),
    path("", include("engagiert.apps.front.urls")),
    prefix_default_language=False,
)

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
