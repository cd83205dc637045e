"""The base of every table behind the wall."""

from typing import ClassVar

from django.db import models

from .scope import ScopeMissing, is_open
from .walls import ByOffice, Wall


class Walled[M: models.Model](models.Manager[M]):
    """The manager of a table behind the wall: without a scope it raises instead of answering “nothing there”."""

    def get_queryset(self) -> models.QuerySet[M]:
        if not is_open():
            raise ScopeMissing(f"{self.model.__name__} was read outside any scope")
        return super().get_queryset()


class WalledModel(models.Model):
    """Base of every table behind the wall."""

    wall: ClassVar[Wall] = ByOffice()
    objects = Walled()

    class Meta:
        abstract = True
        base_manager_name = "objects"
