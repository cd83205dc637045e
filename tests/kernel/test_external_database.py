"""A database of the operator's: what is checked, what is added, and what the operator reads if it fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from engagiert.kernel.db import cluster, roles
from engagiert.kernel.db.embedded import EmbeddedPostgres

PASSWORDS = cluster.ClusterPasswords(superuser="s", owner="o", web="w")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    made = EmbeddedPostgres(tmp_path_factory.mktemp("operator"), PASSWORDS, {"fsync": "off", "shared_buffers": "16MB"})
    with made.running():
        with made.connect_as_superuser() as connection:
            connection.execute("CREATE ROLE eva LOGIN CREATEROLE PASSWORD 'e'")
            connection.execute("CREATE ROLE paul LOGIN PASSWORD 'p'")
            connection.execute("CREATE ROLE strong LOGIN BYPASSRLS PASSWORD 'b'")
            connection.execute("CREATE DATABASE engagement OWNER eva")
            connection.execute("CREATE DATABASE pauls OWNER paul")
        yield made


def place(server: EmbeddedPostgres, user: str, password: str, name: str = "engagement") -> dict[str, Any]:
    return {
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "HOST": str(server.sockets),
        "PORT": "5432",
        "OPTIONS": {"connect_timeout": 5},
    }


def test_a_role_that_may_create_roles_gets_all_it_needs_and_may_repeat_it(server: EmbeddedPostgres) -> None:
    owner, web = place(server, "eva", "e"), place(server, "web_of_eva", "first")
    roles.prepare_external(owner, web, make_web_role=True)
    roles.prepare_external(owner, web, make_web_role=True)
    with psycopg.connect(
        host=str(server.sockets), user="web_of_eva", password="first", dbname="engagement"
    ) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        assert row == (False, False, False)


def test_the_web_role_of_another_installation_keeps_its_password(server: EmbeddedPostgres) -> None:
    owner, web = place(server, "eva", "e"), place(server, "web_of_another", "theirs")
    roles.prepare_external(owner, web, make_web_role=True)
    with pytest.raises(roles.ExternalDatabaseError, match="DATABASE_WEB_URL"):
        roles.prepare_external(owner, web | {"PASSWORD": "ours"}, make_web_role=True)
    roles.prepare_external(owner, web, make_web_role=True)


def test_a_role_that_may_not_create_roles_is_told_what_to_ask_for(server: EmbeddedPostgres) -> None:
    owner, web = place(server, "paul", "p", "pauls"), place(server, "web_of_paul", "w", "pauls")
    with pytest.raises(roles.ExternalDatabaseError, match="DATABASE_WEB_URL"):
        roles.prepare_external(owner, web, make_web_role=True)


@pytest.mark.parametrize(
    ("web", "sentence"),
    [
        (("strong", "b"), "zu viele Rechte"),
        (("eva", "e"), "zu viele Rechte"),
        (("nobody_at_all", "x"), "gibt es in der Datenbank nicht"),
        (("paul", "wrong"), "kommt nicht in die Datenbank"),
    ],
)
def test_a_web_role_that_breaks_the_walls_or_cannot_sign_in_is_refused(
    server: EmbeddedPostgres, web: tuple[str, str], sentence: str
) -> None:
    with pytest.raises(roles.ExternalDatabaseError, match=sentence):
        roles.prepare_external(place(server, "eva", "e"), place(server, *web), make_web_role=False)


def test_a_database_that_does_not_answer_is_said_in_one_sentence(server: EmbeddedPostgres) -> None:
    nowhere = place(server, "eva", "e") | {"HOST": "/nowhere"}
    with pytest.raises(roles.ExternalDatabaseError, match="DATABASE_URL antwortet nicht") as caught:
        roles.prepare_external(nowhere, nowhere, make_web_role=False)
    assert "\n" not in str(caught.value)
