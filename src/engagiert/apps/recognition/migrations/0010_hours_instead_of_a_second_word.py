from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recognition", "0009_walls_of_partners")]

    operations = [
        migrations.AddField(
            model_name="application",
            name="volunteer_id",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="engagement",
            name="by_hours",
            field=models.BooleanField(default=False),
        ),
    ]
