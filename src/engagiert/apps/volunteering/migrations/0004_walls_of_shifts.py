"""Shifts and seats stand behind the wall of their office."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, build

TABLES = ("volunteering_shift", "volunteering_seat")


class Migration(migrations.Migration):
    dependencies = [("volunteering", "0003_shifts"), ("audit", "0001_entries")]
    operations = [*(build(table, ByOffice()) for table in TABLES), *(watch(table) for table in TABLES)]
