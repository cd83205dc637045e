"""A list of offers has its page from upload to its end; whoever throws its file away does not break it."""

import django.db.models.deletion
from django.db import migrations, models

STATES = [
    ("uploaded", "Spalten prüfen"),
    ("tried", "Probelauf"),
    ("running", "läuft"),
    ("done", "übernommen"),
    ("failed", "unterbrochen"),
    ("undoing", "wird zurückgenommen"),
    ("undone", "zurückgenommen"),
]
TO_ORGANISATIONS = models.ForeignKey(
    "directory.ImportRun", django.db.models.deletion.SET_NULL, blank=True, null=True, related_name="+"
)


class Migration(migrations.Migration):
    dependencies = [("directory", "0080_packed_terms"), ("opportunities", "0005_form_tokens")]
    operations = [
        migrations.AddField("run", "columns", models.JSONField(default=list)),
        migrations.AlterField("run", "organisations", TO_ORGANISATIONS),
        migrations.AlterField("run", "state", models.CharField(max_length=12, choices=STATES, default="uploaded")),
    ]
