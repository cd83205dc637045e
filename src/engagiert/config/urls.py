"""Every address of the installation. A view without a rule is shut (kernel/http)."""

from django.urls import include, path

from engagiert.apps.accounts.urls import urlpatterns as sign_in
from engagiert.kernel.http import errors

urlpatterns = [
    *sign_in,
    path("schreibtisch/", include("engagiert.apps.desk.urls")),
    path("stil/", include("engagiert.kernel.ui.urls")),
    path("umrisse/", include("engagiert.apps.places.urls")),
    path("", include("engagiert.apps.directory.map_urls")),
    path("<slug:town>/verzeichnis/", include("engagiert.apps.directory.urls")),
    path("", include("engagiert.apps.front.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
