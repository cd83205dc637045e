"""Django's PostgreSQL backend, except that a flush goes through the owner: the web role may not truncate."""

from typing import Any

from django.db.backends.postgresql import base, operations

from tests.database import clones


class DatabaseOperations(operations.DatabaseOperations):
    def execute_sql_flush(self, sql_list: list[str]) -> None:
        clones.empty_tables(self.connection.settings_dict["NAME"])


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class: Any = DatabaseOperations
