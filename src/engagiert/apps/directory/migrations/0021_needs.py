"""What is looked for in vain, and what the office says of it: behind its wall, the saying on record."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, build


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_walls"),
        ("directory", "0020_search_terms"),
        ("places", "0002_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="Need",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "offen"), ("done", "erledigt"), ("resting", "kann liegen")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Notiz")),
                ("decided_by", models.CharField(blank=True, max_length=200)),
                ("decided_at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
            ],
            options={
                "ordering": ["key"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("office", "key"), name="need_once")],
            },
        ),
        migrations.CreateModel(
            name="UnmetSearch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=80)),
                ("text", models.CharField(max_length=80)),
                ("day", models.DateField()),
                ("slot", models.PositiveSmallIntegerField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place"),
                ),
            ],
            options={
                "ordering": ["day"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["day"], name="unmet_search_by_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "key", "day", "slot"), name="unmet_search_has_a_limit")
                ],
            },
        ),
        build("directory_unmetsearch", ByOffice(intake=True)),
        build("directory_need", ByOffice()),
        watch("directory_need"),
    ]
