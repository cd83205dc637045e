"""Outlines of places, for the maps."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0002_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="Outline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("polygons", models.JSONField()),
                ("is_derived", models.BooleanField(default=False)),
                ("source", models.CharField(max_length=200)),
                ("updated_at", models.DateTimeField()),
                (
                    "place",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="outline", to="places.place"
                    ),
                ),
            ],
        ),
    ]
