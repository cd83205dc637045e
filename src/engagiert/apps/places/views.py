"""Outlines of municipalities for maps, as open GeoJSON (RFC 7946)."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import etag, require_GET

from engagiert.kernel.authz import public

from . import selectors
from .shapes import Shape, shapes_within


def _mark(_request: HttpRequest, keys: str) -> str:
    return f'"{selectors.map_state()}"'


@public
@require_GET
@etag(_mark)
def outlines(request: HttpRequest, keys: str) -> HttpResponse:
    """The municipalities within these units; 404 where no key is known."""
    found = shapes_within(keys.split(","), selectors.map_state())
    if not found.shapes:
        return JsonResponse({"error": _("Diesen Gemeindeschlüssel kennt das Verzeichnis der Orte nicht.")}, status=404)
    document = {
        "type": "FeatureCollection",
        "attribution": "; ".join(found.sources),
        "features": [_feature(shape) for shape in found.shapes],
    }
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})
    response["Content-Type"] = "application/geo+json"
    response["Cache-Control"] = "public, no-cache"
    return response


def _feature(shape: Shape) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"ags": shape.key, "name": shape.name, "slug": shape.slug, "takes_part": shape.takes_part},
        "geometry": {"type": "MultiPolygon", "coordinates": shape.polygons},
    }
