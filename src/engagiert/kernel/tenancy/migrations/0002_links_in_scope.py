"""What the wall asks for the codes that the scope holds."""

from django.db import migrations

FUNCTION = """
create function engagiert_links() returns text[] language sql stable parallel safe as $$
    select coalesce(string_to_array(nullif(current_setting('engagiert.links', true), ''), ','), '{}')
$$
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_scope_functions")]
    operations = [migrations.RunSQL(FUNCTION, "drop function engagiert_links()")]
