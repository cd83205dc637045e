"""Identifiers that stay with a published record, and the licence under which a town publishes."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


def _part(whole: uuid.UUID, *names: str) -> uuid.UUID:
    return uuid.uuid5(whole, "\x1f".join(names))


def give_identifiers(apps, schema_editor):  # type: ignore[no-untyped-def]
    """For records published before there were identifiers; as ``open_data/identifiers.py`` makes them today."""
    listing = apps.get_model("directory", "Listing")
    public_id = apps.get_model("directory", "PublicId")
    using = schema_editor.connection.alias
    rows = []
    for pk, office, ags, document in (
        listing.objects.using(using).values_list("pk", "office", "ags", "document").iterator(2000)
    ):
        own = uuid.uuid4()
        names = list(dict.fromkeys(document["services"])) or [""]
        services = [_part(own, "service", name) for name in names]
        places = [_part(own, "location", ""), *(_part(own, "location", h["slug"]) for h in document["facilities"])]
        parts = [*places, *services, *(_part(service, "at") for service in services)]
        rows.append(
            public_id(organisation_id=pk, uuid=own, office_id=office, ags=ags, service_count=len(names), parts=parts)
        )
    public_id.objects.using(using).bulk_create(rows, batch_size=2000)


class Migration(migrations.Migration):
    dependencies = [("directory", "0010_doubles"), ("accounts", "0001_accounts"), ("places", "0001_places")]
    operations = [
        migrations.CreateModel(
            name="PublicId",
            fields=[
                ("organisation_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("uuid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("ags", models.CharField(max_length=16)),
                ("service_count", models.PositiveIntegerField()),
                ("parts", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ("gone_at", models.DateTimeField(null=True)),
                ("successor", models.BigIntegerField(null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            "publicid", django.contrib.postgres.indexes.GinIndex(fields=["parts"], name="public_id_parts")
        ),
        migrations.AddIndex(
            "publicid",
            models.Index(fields=["-gone_at"], name="public_id_gone", condition=models.Q(("gone_at__isnull", False))),
        ),
        migrations.CreateModel(
            name="OpenTerms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "licence",
                    models.CharField(
                        choices=[
                            ("dl-zero", "Datenlizenz Deutschland – Zero – Version 2.0"),
                            ("cc0", "Creative Commons Zero 1.0"),
                            ("dl-by", "Datenlizenz Deutschland – Namensnennung – Version 2.0"),
                            ("cc-by", "Creative Commons Namensnennung 4.0"),
                        ],
                        max_length=12,
                        verbose_name="Lizenz",
                    ),
                ),
                ("attribution", models.CharField(blank=True, max_length=200, verbose_name="Namensnennung")),
                ("changed_on", models.DateField()),
                (
                    "place",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("licence__in", ["dl-by", "cc-by"]), _negated=True),
                            models.Q(("attribution", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="terms_that_want_a_name_give_one",
                    )
                ]
            },
        ),
        migrations.RunPython(give_identifiers, migrations.RunPython.noop),
    ]
