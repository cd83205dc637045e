"""By which names the installation may be reached: the operator's, and the domains that towns have registered.

``settings.ALLOWED_HOSTS`` is fixed when a process starts, a town's domain is not. Django therefore takes any name, and
this middleware, the first of all, takes only those that are known.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponseBase
from django.http.request import split_domain_port, validate_host
from django.utils.module_loading import import_string

type GetResponse = Callable[[HttpRequest], HttpResponseBase]


class KnownHosts:
    """Sets ``request.town_slug``: the town whose own domain was asked, empty on the installation's names.

    A name that nobody has registered is answered with 400, as Django would.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        # The kernel does not know the places; settings name who knows a domain.
        self.town_of: Callable[[str], str] = import_string(settings.ENGAGIERT_TOWN_OF_DOMAIN)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        domain, _port = split_domain_port(request.get_host())
        request.town_slug = ""  # type: ignore[attr-defined]
        if not validate_host(domain, settings.ENGAGIERT_HOSTS):
            slug = self.town_of(domain)
            if not slug:
                raise DisallowedHost(f"Unknown host: {domain!r}")
            request.town_slug = slug  # type: ignore[attr-defined]
        return self.get_response(request)


def town_of_host(request: HttpRequest) -> str:
    """The slug of the town whose own domain was asked, else nothing."""
    return getattr(request, "town_slug", "")


def site_of(request: HttpRequest, slug: str = "") -> str:
    """``https://…`` for links in mails that somebody without role has us send.

    At the name that was asked for, but never at the domain of another town than ``slug``: offices register domains by
    themselves, and the codes of one town must not lead to another's.
    """
    asked = town_of_host(request)
    if asked and asked != slug and settings.ENGAGIERT_MAIN_HOST:
        return f"{request.scheme}://{settings.ENGAGIERT_MAIN_HOST}"
    return request.build_absolute_uri("/").rstrip("/")
