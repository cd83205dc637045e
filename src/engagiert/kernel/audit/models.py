"""One row for each row written anywhere; values are not kept here, the history of a record is (directory)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import DERIVED, KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, LOG
from engagiert.kernel.tenancy import Ledger, Wall
from engagiert.kernel.tenancy.models import WalledModel


class AuditEntry(WalledModel):
    """Written only by the trigger ``audit_write``; the web role may read the rows of its offices, nothing else."""

    class Operation(models.TextChoices):
        INSERT = "INSERT"
        UPDATE = "UPDATE"
        DELETE = "DELETE"

    wall: ClassVar[Wall] = Ledger()
    off_the_record: ClassVar[str] = "It is the record."
    stays: ClassVar[str] = "Only the database writes its log; a copy of it elsewhere would prove nothing."
    # The name behind an account stands with the account alone, so that the log survives the person (ADR 0003).
    personal: ClassVar[Personal] = {
        "account_id": Datum(ACCOUNTABILITY, LOG, DERIVED, label=_("Nummer des Zugangs")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office_id", "table_name", "row_id"),
        STATE: ("at", "actor", "action", "operation", "columns"),
    }

    at = models.DateTimeField()
    actor = models.TextField()
    account_id = models.BigIntegerField(null=True)
    office_id = models.BigIntegerField(null=True, db_index=True)
    action = models.TextField()
    operation = models.TextField(choices=Operation)
    table_name = models.TextField()
    row_id = models.TextField()
    columns = ArrayField(models.TextField(), null=True)

    class Meta(WalledModel.Meta):
        db_table = "audit_entry"
        indexes = [models.Index(fields=["table_name", "row_id"], name="audit_entry_row")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor}: {self.action} {self.table_name} {self.row_id}"
