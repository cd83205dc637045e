"""Who was asked, what an organisation says of itself, whether an office asks by itself: behind the office's wall."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, build

BEHIND_THE_WALL = ["confirmationrequest", "askingplan", "statement"]


class Migration(migrations.Migration):
    dependencies = [("directory", "0070_self_service"), ("audit", "0001_entries")]
    operations = [
        *[build(f"directory_{table}", ByOffice()) for table in BEHIND_THE_WALL],
        *[watch(f"directory_{table}") for table in BEHIND_THE_WALL],
    ]
