"""Counts of each office for the Kreis and the Land, so that nobody reads its rows for a figure."""

import django.db.models.deletion
from django.db import migrations, models

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import Everyone, build


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0030_hours"),
        ("cases", "0005_words_of_the_office"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(blank=True, max_length=60)),
                ("until", models.DateField()),
                ("in_time", models.PositiveIntegerField(default=0)),
                ("late", models.PositiveIntegerField(default=0)),
                ("open", models.PositiveIntegerField(default=0)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.office"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("office", "year", "kind"), name="tally_once_a_year_and_kind"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", ""), _negated=True),
                            models.Q(("in_time", 0), ("late", 0), ("open", 0)),
                            _connector="OR",
                        ),
                        name="tally_of_nothing_is_zero",
                    ),
                ],
            },
        ),
        build("cases_tally", Everyone("Counts of an office and no row of any case.", written_by_office=True)),
        watch("cases_tally"),
    ]
