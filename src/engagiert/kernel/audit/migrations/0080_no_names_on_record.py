"""The log keeps the number of the account; its name stands with the account alone and ends with it."""

from django.db import migrations

# Rows can be changed by the owner alone, and only while the wall is not forced on him.
FORWARD = """
alter table audit_entry no force row level security;
update audit_entry set actor = 'Konto ' || account_id where account_id is not null;
alter table audit_entry force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_entries")]
    # The names cannot come back; an earlier version reads the numbers just as well.
    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
