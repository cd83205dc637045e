"""A long list is tried in the background; its run says so."""

from django.db import migrations, models

STATES = [
    ("uploaded", "Spalten prüfen"),
    ("checking", "Probelauf läuft"),
    ("previewed", "Probelauf"),
    ("queued", "wartet"),
    ("running", "läuft"),
    ("done", "übernommen"),
    ("failed", "abgebrochen"),
    ("undoing", "wird zurückgenommen"),
    ("undone", "zurückgenommen"),
]


class Migration(migrations.Migration):
    dependencies = [("directory", "0041_open_walls")]

    operations = [
        migrations.AlterField(
            model_name="importrun",
            name="state",
            field=models.CharField(choices=STATES, default="uploaded", max_length=12),
        ),
    ]
