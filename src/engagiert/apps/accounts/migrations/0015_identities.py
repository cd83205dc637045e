"""Connecting an account with the town's identity provider is on record."""

from django.db import migrations

from engagiert.kernel.audit.watch import watch


class Migration(migrations.Migration):
    dependencies = [("accounts", "0014_second_factors"), ("socialaccount", "0006_alter_socialaccount_extra_data")]
    operations = [watch("socialaccount_socialaccount", office_column="")]
