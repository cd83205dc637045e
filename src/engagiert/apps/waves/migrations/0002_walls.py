"""Waves stand behind the wall of their office; a neighbour reads the one question it is asked. All is on record."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, build

_OWN = (
    "waves_wave", "waves_signup", "waves_gathering", "waves_invitation", "waves_allotment", "waves_pick", "waves_group",
)  # fmt: skip
_TABLES = (*((table, ByOffice()) for table in _OWN), ("waves_opening", ByOffice(shared=True)))


class Migration(migrations.Migration):
    dependencies = [("waves", "0001_waves"), ("audit", "0001_entries")]
    operations = [operation for table, wall in _TABLES for operation in (build(table, wall), watch(table))]
