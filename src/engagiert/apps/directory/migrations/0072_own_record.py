"""Whoever speaks for an organisation reads its record: what the public reads, no note, no contact, no history."""

from django.db import migrations

from engagiert.kernel.tenancy.walls import spoken_for

# The account's own roles are all that this reads: their wall stands inside the function, too.
FUNCTION = """
create function engagiert_own_organisations() returns bigint[] language sql stable parallel safe as $$
    select coalesce(array_agg(split_part(about, ':', 2)::bigint), '{}') from accounts_role
    where account_id = engagiert_account() and name = 'organisation' and about like 'directory.organisation:%'
      and starts_on <= (now() at time zone 'Europe/Berlin')::date
      and (ends_on is null or ends_on >= (now() at time zone 'Europe/Berlin')::date)
$$
"""
READ = {
    "organisation": "id",
    "alias": "organisation_id",
    "contactpoint": "organisation_id",
    "facility": "organisation_id",
    "fundingsource": "organisation_id",
}


class Migration(migrations.Migration):
    dependencies = [("directory", "0071_walls_of_self_service"), ("accounts", "0010_roles")]
    operations = [
        migrations.RunSQL(FUNCTION, "drop function engagiert_own_organisations()"),
        *[
            migrations.RunSQL(
                f"create policy own_record on directory_{table} for select using ({spoken_for(column)})",
                f"drop policy own_record on directory_{table}",
            )
            for table, column in READ.items()
        ],
    ]
