"""What the surroundings say."""

import json
import os
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from engagiert.config import env


@pytest.fixture(autouse=True)
def plain_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("DATABASE_URL", "DATABASE_WEB_URL", "ENGAGIERT_SECRET_KEY", "ENGAGIERT_HOSTS", "PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ENGAGIERT_DATA", str(tmp_path / "data"))
    env.load.cache_clear()
    yield
    monkeypatch.undo()
    env.load.cache_clear()


def read_again() -> env.Environment:
    env.load.cache_clear()
    return env.load()


def test_secrets_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    first, second = env.load(), read_again()
    assert first == second
    assert len(first.secret_key) >= 50
    kept = tmp_path / "data" / "secrets.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert os.listdir(kept.parent) == ["secrets.json"]


def test_the_passwords_of_the_roles_differ() -> None:
    made = env.load().passwords
    assert len({made.superuser, made.owner, made.web}) == 3


def test_broken_secrets_are_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "secrets.json").write_text(json.dumps({"secret_key": "x"}))
    with pytest.raises(env.ConfigurationError, match="Sicherung"):
        env.load()
    assert json.loads((tmp_path / "data" / "secrets.json").read_text()) == {"secret_key": "x"}


def test_where_the_operator_names_everything_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://eva@db/engagement")
    monkeypatch.setenv("DATABASE_WEB_URL", "postgresql://web@db/engagement")
    monkeypatch.setenv("ENGAGIERT_SECRET_KEY", "x" * 50)
    assert read_again().secret_key == "x" * 50
    assert not (tmp_path / "data").exists()


def test_without_address_the_embedded_database_is_meant() -> None:
    databases = env.load().database_settings()
    assert databases["default"]["USER"] == "engagiert_web"
    assert databases["owner"]["USER"] == "engagiert_owner"
    assert databases["default"]["HOST"] == databases["owner"]["HOST"] != ""


def test_an_address_is_taken_apart_and_the_web_role_gets_its_own_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://eva:p%40ss@db.stadt.de:5433/engagement?sslmode=require")
    databases = read_again().database_settings()
    owner, web = databases["owner"], databases["default"]
    assert (owner["USER"], owner["PASSWORD"], owner["HOST"], owner["PORT"]) == (
        "eva",
        "p@ss",
        "db.stadt.de",
        "5433",
    )
    assert owner["OPTIONS"]["sslmode"] == web["OPTIONS"]["sslmode"] == "require"
    assert (web["USER"], web["HOST"]) == ("engagiert_web", "db.stadt.de")
    assert web["PASSWORD"] not in {"", "p@ss"}


@pytest.mark.parametrize("address", ["mysql://a@b/c", "postgresql://a@b", "quatsch"])
def test_another_kind_of_address_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(env.ConfigurationError, match="postgresql://"):
        read_again().database_settings()


@pytest.mark.parametrize("port", ["x", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(env.ConfigurationError, match="PORT"):
        read_again()


@pytest.mark.parametrize(("tls", "prefix"), [("1", "__Host-"), ("", "")])
def test_with_tls_browsers_take_cookies_from_this_host_alone(
    tls: str, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENGAGIERT_TLS", tls)
    env.load.cache_clear()
    security = runpy.run_path(str(env.PROJECT_DIR / "src/engagiert/config/settings/security.py"))
    assert security["SESSION_COOKIE_NAME"] == f"{prefix}engagiert_session"
    assert security["CSRF_COOKIE_NAME"] == f"{prefix}engagiert_csrf"
    assert security["SESSION_COOKIE_SECURE"] is bool(tls)
