"""What a town makes of its face: domain, coat of arms, texts in versions, a video in sign language."""

import django.db.models.deletion
from django.db import migrations, models

from engagiert.kernel.audit.watch import watch


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0010_outlines"),
    ]

    operations = [
        migrations.CreateModel(
            name="TownFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("arms", "Wappen"), ("signs", "Video in Gebärdensprache")], max_length=12
                    ),
                ),
                ("media_type", models.CharField(max_length=40)),
                ("digest", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="TownText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("impressum", "Impressum"),
                            ("datenschutz", "Datenschutz"),
                            ("barrierefreiheit", "Erklärung zur Barrierefreiheit"),
                            ("leichte-sprache", "Leichte Sprache"),
                            ("gebaerdensprache", "Gebärdensprache"),
                        ],
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True)),
                ("checked_by", models.CharField(blank=True, max_length=200)),
                ("on", models.DateField()),
            ],
            options={
                "ordering": ["-version"],
            },
        ),
        migrations.AddField(
            model_name="town",
            name="arms",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="town",
            name="arms_alt",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="town",
            name="domain",
            field=models.CharField(blank=True, max_length=253),
        ),
        migrations.AddField(
            model_name="town",
            name="signs",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="town",
            name="signs_link",
            field=models.URLField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="town",
            name="title",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddConstraint(
            model_name="town",
            constraint=models.UniqueConstraint(
                condition=models.Q(("domain", ""), _negated=True), fields=("domain",), name="domain_of_one_town"
            ),
        ),
        migrations.AddConstraint(
            model_name="town",
            constraint=models.CheckConstraint(
                condition=models.Q(("arms", ""), models.Q(("arms_alt", ""), _negated=True), _connector="OR"),
                name="arms_say_what_they_show",
            ),
        ),
        migrations.AddField(
            model_name="townfile",
            name="town",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="files", to="places.town"
            ),
        ),
        migrations.AddField(
            model_name="towntext",
            name="town",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="texts", to="places.town"
            ),
        ),
        migrations.AddConstraint(
            model_name="townfile",
            constraint=models.UniqueConstraint(fields=("town", "kind"), name="town_file_once"),
        ),
        migrations.AddConstraint(
            model_name="towntext",
            constraint=models.UniqueConstraint(fields=("town", "kind", "version"), name="town_text_version_once"),
        ),
        watch("places_towntext", office_column=""),
        # Pieces of a video are read from the middle; a compressed value would be unpacked whole for each.
        migrations.RunSQL(
            "alter table places_townfile alter column content set storage external",
            "alter table places_townfile alter column content set storage extended",
        ),
    ]
