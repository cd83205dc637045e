"""Roles stand behind the wall; every change of an account, its addresses, an office or a role is on record."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch
from engagiert.kernel.tenancy.walls import ByAccount, build


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_accounts"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("audit", "0001_entries"),
    ]
    operations = [
        build("accounts_role", ByAccount()),
        watch("accounts_account", office_column=""),
        watch("account_emailaddress", office_column=""),
        watch("accounts_office", office_column="id"),
        watch("accounts_role"),
    ]
