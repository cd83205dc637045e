"""A form that is sent twice makes one offer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0004_packed_terms")]
    operations = [
        migrations.AddField("opportunity", "token", models.CharField(blank=True, default="", max_length=40)),
        migrations.AlterField("opportunity", "token", models.CharField(blank=True, max_length=40)),
        migrations.AddConstraint(
            "opportunity",
            models.UniqueConstraint(
                condition=~models.Q(token=""), fields=["office", "token"], name="offer_of_form_once"
            ),
        ),
    ]
