"""The functions that row-level security asks for the scope; an empty or missing value means: nothing."""

from django.db import migrations

FUNCTIONS = """
create function engagiert_offices() returns bigint[] language sql stable parallel safe as $$
    select coalesce(string_to_array(nullif(current_setting('engagiert.offices', true), ''), ',')::bigint[], '{}')
$$;
create function engagiert_account() returns bigint language sql stable parallel safe as $$
    select nullif(current_setting('engagiert.account', true), '')::bigint
$$;
create function engagiert_intake_office() returns bigint language sql stable parallel safe as $$
    select nullif(current_setting('engagiert.intake_office', true), '')::bigint
$$;
"""
# Trusted extensions: the owner of the database may create them.
EXTENSIONS = [f"create extension if not exists {name}" for name in ("pg_trgm", "unaccent", "btree_gin", "btree_gist")]

DROP = """
drop function engagiert_offices();
drop function engagiert_account();
drop function engagiert_intake_office();
"""


class Migration(migrations.Migration):
    dependencies = []
    operations = [
        migrations.RunSQL(";\n".join(EXTENSIONS), migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, DROP),
    ]
