import uuid
from typing import ClassVar

from django.db import models

from engagiert.apps.accounts.models import Office
from engagiert.kernel.privacy import AMOUNTS, KEYS, STATE, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .survey import Survey


class StaffCount(WalledModel):
    """How often a question of a staff round was answered in one way. Nobody's answers are kept, only these counts.

    ``beside``: the answer to the question beside which this one is counted, empty for the answer by itself. No row has
    a time: of two counts on two days the difference would be a person.
    """

    wall: ClassVar[Wall] = ByOffice()
    off_the_record: ClassVar[str] = "A log of each answer would tell who was at work in that minute."
    personal: ClassVar[Personal] = {}
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "survey"),
        STATE: ("question", "option", "beside"),
        AMOUNTS: ("number",),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="counts")
    question = models.CharField(max_length=40)
    option = models.CharField(max_length=120)
    beside = models.CharField(max_length=120, blank=True)
    number = models.PositiveIntegerField(default=0)

    class Meta(WalledModel.Meta):
        ordering = ["question", "option", "beside"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "question", "option", "beside"], name="staff_counted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.option}"
