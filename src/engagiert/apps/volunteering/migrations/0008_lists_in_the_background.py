"""A long list of people is tried, taken over and taken back in the background; it says so, and since when."""

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
    dependencies = [("volunteering", "0007_walls_of_lists")]
    operations = [
        migrations.AddField("volunteerlist", "started_at", models.DateTimeField(blank=True, null=True)),
        migrations.AlterField(
            "volunteerlist", "state", models.CharField(max_length=10, choices=STATES, default="uploaded")
        ),
    ]
