from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Mail and letters. The label is not the folder's name, because Django's own messages (the toasts) bear it."""

    name = "engagiert.apps.messages"
    label = "correspondence"
