"""Rolls are open to read; every change of them is on record."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch


class Migration(migrations.Migration):
    dependencies = [("atlas", "0001_atlas"), ("audit", "0001_entries")]
    operations = [
        watch(table, office_column="") for table in ("atlas_roll", "atlas_absence", "atlas_facility", "atlas_grant")
    ]
