"""Filters and orders are counted in the processes (ADR 0022): two indexes that every write paid for go."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0073_end_of_statements"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="listing",
            name="listing_by_day",
        ),
        migrations.RemoveIndex(
            model_name="listing",
            name="listing_codes",
        ),
    ]
