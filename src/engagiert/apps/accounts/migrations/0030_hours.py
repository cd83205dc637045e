"""Opening hours and phone hours that a program can read, and days on which an office is closed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0015_identities"),
    ]

    operations = [
        migrations.AddField(
            model_name="office",
            name="closed_days",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="office",
            name="hours",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="office",
            name="phone_hours",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AlterField(
            model_name="office",
            name="opening_hours",
            field=models.CharField(blank=True, max_length=400),
        ),
    ]
