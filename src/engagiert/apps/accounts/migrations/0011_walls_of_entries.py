"""A look into an office stands behind the wall and on record."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByAccount, build


class Migration(migrations.Migration):
    dependencies = [("accounts", "0010_roles"), ("audit", "0001_entries")]
    operations = [build("accounts_entry", ByAccount()), watch("accounts_entry")]
