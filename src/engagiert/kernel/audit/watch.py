"""The migration operation that puts a table on record."""

from django.db.migrations.operations import RunSQL


def watch(table: str, *, office_column: str = "office_id") -> RunSQL:
    """Every write to ``table`` leaves an audit entry; ``office_column`` is ``""`` where no office owns the row."""
    return RunSQL(
        sql=(
            f"create trigger audit after insert or update or delete on {table} "
            f"for each row execute function audit_write('{office_column}')"
        ),
        reverse_sql=f"drop trigger audit on {table}",
    )
