from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "engagiert.apps.accounts"
    label = "accounts"
