"""How often somebody without account may send something."""

import ipaddress

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.core.internal import ratelimit as every_request
from django.core.cache import cache
from django.db import OperationalError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

# The rate itself is a setting, ACCOUNT_RATE_LIMITS.
_ACTION = "public_form"
_GUESSES = "guess_code"
_PROBE = "accounts.limits"
# A household is given a whole network of this length.
_IPV6_PREFIX = 64


def may_send(request: HttpRequest) -> bool:
    """Count one message from this connection; False where it has sent too many within the hour."""
    if ratelimit.consume(request, action=_ACTION, key=_connection(request)):
        return True
    _refuse_without_storage()
    return False


def _refuse_without_storage() -> None:
    """Raises ``OperationalError`` where nothing can be written: what cannot be counted has not been too often."""
    cache.set(_PROBE, True, 5)
    if not cache.get(_PROBE):
        raise OperationalError("the cache in the database cannot be written")


def may_guess(request: HttpRequest) -> bool:
    """Count one code that opened nothing; False where this connection has tried too many within the hour."""
    # allauth's door lets every GET pass; a code is followed by GET, so its inner one is asked.
    counted = every_request.consume(
        request, app="allauth.account", action=_GUESSES, key=_connection(request), limit_get=True
    )
    return bool(counted)


def _connection(request: HttpRequest) -> str:
    """A mark of where the request comes from that does not say where: no address is kept, not even for the hour."""
    address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    length = _IPV6_PREFIX if address.version == 6 else address.max_prefixlen
    network = ipaddress.ip_network(f"{address}/{length}", strict=False)
    return salted_hmac(__name__, str(network), algorithm="sha256").hexdigest()
