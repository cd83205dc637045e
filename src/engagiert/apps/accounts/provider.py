"""A town's own identity provider (OpenID Connect), found here by allauth because of the file's name."""

from typing import Any

from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation


class OneAddressAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The way back has one address whatever the language, because the provider has to know it beforehand."""

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        with translation.override(settings.LANGUAGE_CODE):
            return str(super().get_callback_url(request, app))


class TownProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """allauth's; of what the provider says about a person nothing is kept but the name of the account there."""

    oauth2_adapter_class = OneAddressAdapter

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}


provider_classes = [TownProvider]
