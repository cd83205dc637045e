"""The table of links, its wall and its record."""

import uuid

from django.db import migrations, models

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy import ByLink
from engagiert.kernel.tenancy.walls import build


class Migration(migrations.Migration):
    initial = True
    dependencies = [("audit", "0001_entries"), ("tenancy", "0002_links_in_scope")]

    operations = [
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("office_id", models.BigIntegerField()),
                ("purpose", models.CharField(max_length=60)),
                ("about", models.CharField(max_length=120)),
                ("mark", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["office_id", "about", "purpose"], name="link_about")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))), name="link_ends_after_it_begins"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("used_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"),
                        name="link_is_used_or_withdrawn",
                    ),
                ],
            },
        ),
        build("links_link", ByLink()),
        watch("links_link"),
    ]
