"""A long list of offers is tried in the background; its run says so, and since when."""

from django.db import migrations, models

STATES = [
    ("uploaded", "Spalten prüfen"),
    ("trying", "Probelauf läuft"),
    ("broken", "Probelauf abgebrochen"),
    ("tried", "Probelauf"),
    ("running", "läuft"),
    ("done", "übernommen"),
    ("failed", "unterbrochen"),
    ("undoing", "wird zurückgenommen"),
    ("undone", "zurückgenommen"),
]


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0006_lists_from_upload_to_end")]
    operations = [
        migrations.AddField("run", "started_at", models.DateTimeField(blank=True, null=True)),
        migrations.AlterField("run", "state", models.CharField(max_length=12, choices=STATES, default="uploaded")),
    ]
