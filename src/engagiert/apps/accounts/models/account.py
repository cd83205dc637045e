from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import DERIVED, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import SIGN_IN, WITH_ACCOUNT
from engagiert.kernel.tenancy import Everyone, Wall


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save()
        return account


class Account(AbstractBaseUser):
    """A sign-in. What it may do stands in its roles; what it is called, the audit log keeps."""

    wall: ClassVar[Wall] = Everyone("Sign-in must find an account before it can know any office.")
    personal: ClassVar[Personal] = {
        "email": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("E-Mail-Adresse")),
        "name": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("Name")),
        "password": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("Passwort, nur als Prüfsumme")),
        "last_login": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("letzte Anmeldung")),
        "created_at": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("angelegt am")),
    }
    impersonal: ClassVar[Impersonal] = {STATE: ("is_active", "is_demo")}

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name
