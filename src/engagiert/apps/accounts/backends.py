"""Who may sign in."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class StaffBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's backend; demo accounts open only where the installation runs in demo mode."""

    def user_can_authenticate(self, user: Any) -> bool:
        if user.is_demo and not settings.ENGAGIERT_DEMO:
            return False
        return bool(super().user_can_authenticate(user))

    def get_user(self, user_id: Any) -> Any:
        user = super().get_user(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
