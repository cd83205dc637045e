"""Rounds stand behind the wall of their office, with a window for who sits in them; every change is on record."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, build

_TABLES = ("rounds_round", "rounds_meeting", "rounds_item", "rounds_decision")


class Migration(migrations.Migration):
    dependencies = [("rounds", "0001_rounds"), ("audit", "0001_entries")]
    operations = [operation for table in _TABLES for operation in (build(table, ByOffice(members=True)), watch(table))]
