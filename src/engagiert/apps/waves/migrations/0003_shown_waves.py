"""A public copy of the waves that take people: the first page of a town calls them out in one statement."""

import django.db.models.deletion
from django.db import migrations, models

from engagiert.kernel.tenancy.walls import Everyone, build

_COPY = """
    insert into waves_shownwave (office_id, place_id, title, reason, ends_on)
    select wave.office_id, office.place_id, wave.title, wave.reason, wave.ends_on
    from waves_wave wave join accounts_office office on office.id = wave.office_id where wave.state = 'open'
"""


class Migration(migrations.Migration):
    dependencies = [("waves", "0002_walls")]
    operations = [
        migrations.CreateModel(
            name="ShownWave",
            fields=[
                (
                    "office",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="accounts.office",
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("reason", models.CharField(max_length=600)),
                ("ends_on", models.DateField()),
                (
                    "place",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place"),
                ),
            ],
            options={"ordering": ["office"]},
        ),
        migrations.RunSQL(_COPY, migrations.RunSQL.noop),
        build("waves_shownwave", Everyone("what an office calls out on its first page", written_by_office=True)),
    ]
