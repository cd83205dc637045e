"""Confidential notes about somebody who was erased are deleted by who cannot read them."""

from django.db import migrations

from engagiert.kernel.tenancy.walls import ByOffice, policies

TABLE = "cases_confidentialnote"
[POLICY] = [sql for sql in policies(TABLE, ByOffice(named=True, ends_with="case_id")) if "by_forgetting" in sql]


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_one_case_a_decision")]
    operations = [migrations.RunSQL(POLICY, f"drop policy by_forgetting on {TABLE}")]
