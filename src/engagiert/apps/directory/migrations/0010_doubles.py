"""A question about two records, the engine"s verdict with it, and what joining did to the second."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0004_lists"),
    ]

    operations = [
        migrations.AddField(
            model_name="pair",
            name="judgement",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="pair",
            name="second",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pairs_as_second",
                to="directory.organisation",
            ),
        ),
        migrations.AddField(
            model_name="pair",
            name="second_revision",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="pair_as_second",
                to="directory.revision",
            ),
        ),
        migrations.AlterField(
            model_name="pair",
            name="import_run",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pairs",
                to="directory.importrun",
            ),
        ),
        migrations.AlterField(
            model_name="pair",
            name="line",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
    ]
