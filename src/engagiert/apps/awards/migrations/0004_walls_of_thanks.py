"""Who was thanked for what, and who does not want it, is the office's."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByOffice, build

_TABLES = ("awards_thanks", "awards_thankyou", "awards_nothanks")


class Migration(migrations.Migration):
    dependencies = [("awards", "0003_thanks"), ("audit", "0001_entries")]
    operations = [operation for table in _TABLES for operation in (build(table, ByOffice()), watch(table))]
