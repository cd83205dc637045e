"""The audit log, its wall and the trigger function that is the only way into it."""

import django.contrib.postgres.fields
from django.db import migrations, models

TRIGGER = """
create function audit_write() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
declare
    who text := coalesce(current_setting('engagiert.actor', true), '');
    written record;
    office bigint;
    changed text[];
begin
    if who = '' then
        raise exception 'write to % without an actor: open a scope first', tg_table_name
            using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'DELETE' then written := old; else written := new; end if;
    if tg_op = 'UPDATE' then
        select array_agg(n.key order by n.key) into changed
        from jsonb_each(to_jsonb(new)) n join jsonb_each(to_jsonb(old)) o using (key)
        where n.value is distinct from o.value;
        if changed is null then return null; end if;
    end if;
    if tg_argv[0] <> '' then
        execute format('select ($1).%I', tg_argv[0]) into office using written;
    end if;
    insert into audit_entry (at, actor, account_id, office_id, action, operation, table_name, row_id, columns)
    values (clock_timestamp(), who, engagiert_account(), office,
            coalesce(current_setting('engagiert.action', true), ''), tg_op, tg_table_name, written.id::text, changed);
    return null;
end $$;
revoke execute on function audit_write() from public;
"""

# The log takes rows only from the trigger function, which runs as the owner; the web role has no right to insert.
WALL = """
alter table audit_entry enable row level security;
alter table audit_entry force row level security;
create policy own on audit_entry for select
    using (account_id = (select engagiert_account()) or office_id = any ((select engagiert_offices())::bigint[]));
create policy by_trigger on audit_entry for insert with check (true);
"""
UNWALL = """
drop policy own on audit_entry;
drop policy by_trigger on audit_entry;
alter table audit_entry no force row level security;
alter table audit_entry disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_scope_functions")]
    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("account_id", models.BigIntegerField(null=True)),
                ("office_id", models.BigIntegerField(db_index=True, null=True)),
                ("action", models.TextField()),
                (
                    "operation",
                    models.TextField(choices=[("INSERT", "Insert"), ("UPDATE", "Update"), ("DELETE", "Delete")]),
                ),
                ("table_name", models.TextField()),
                ("row_id", models.TextField()),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), null=True, size=None),
                ),
            ],
            options={"db_table": "audit_entry", "abstract": False, "base_manager_name": "objects"},
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["table_name", "row_id"], name="audit_entry_row"),
        ),
        migrations.RunSQL(TRIGGER, "drop function audit_write()"),
        migrations.RunSQL(WALL, UNWALL),
    ]
