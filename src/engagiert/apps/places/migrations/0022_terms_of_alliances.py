"""Alliances have a founder and a last day, and towns that were asked and have not said yes."""

import datetime

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0021_wanted_domain"),
    ]

    operations = [
        migrations.AddField(
            model_name="alliance",
            name="ends_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="alliance",
            name="founder",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place"
            ),
        ),
        migrations.AddField(
            model_name="alliancemember",
            name="joined_on",
            # Whoever was in it before is a member and has not been asked.
            field=models.DateField(blank=True, null=True, default=datetime.date(2026, 11, 26)),
            preserve_default=False,
        ),
    ]
