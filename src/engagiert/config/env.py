"""What the surroundings say: environment variables and the secrets kept in the data folder.

Nothing else in the project reads `os.environ`.
"""

from __future__ import annotations

import datetime
import functools
import ipaddress
import json
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from engagiert.kernel.db import cluster

PROJECT_DIR = Path(__file__).resolve().parents[3]
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")


class ConfigurationError(Exception):
    """A variable or the secrets file cannot be used; the message is one German sentence."""


@dataclass(frozen=True)
class Environment:
    """The surroundings, read once per process."""

    data_dir: Path
    database_url: str | None
    database_web_url: str | None
    demo: bool
    port: int
    secret_key: str
    email_url: str | None
    allowed_hosts: tuple[str, ...]
    # Whether people reach the installation by TLS, and how many proxies stand before the web server.
    tls: bool
    proxies: int
    mail_from: str
    build_dir: Path
    passwords: cluster.ClusterPasswords
    debug: bool = False
    geocoder_url: str | None = None
    # Whom to ask for DNS records; None: whom the machine asks.
    nameserver: tuple[str, int] | None = None
    imap_url: str | None = None
    reply_address: str = ""
    second_factor_from: datetime.date | None = None
    # A town's identity provider: address, client, secret, and what people call it.
    oidc: tuple[str, str, str, str] | None = None
    # The mail domains it may vouch for, so that nobody there comes in as somebody of another town.
    oidc_domains: tuple[str, ...] = ()
    # It vouches for addresses although it does not say “email_verified”; it asks for a second factor itself.
    oidc_trusts_mail: bool = False
    oidc_is_second_factor: bool = False
    # A role above the walls, for backup and restore; a standby server that answers public pages.
    database_backup_url: str | None = None
    database_replica_url: str | None = None
    # Keys that were in use before: what they signed still holds.
    former_keys: tuple[str, ...] = ()
    erasures: Path | None = None
    metrics_token: str = ""
    json_logs: bool = False
    certificate: Path | None = None

    @property
    def embedded(self) -> bool:
        """Whether the project runs its own PostgreSQL."""
        return self.database_url is None

    def home(self, host: str) -> str:
        """The absolute address of the installation by this name of it, or on this machine where there is none."""
        if self.tls and host:
            return f"https://{host}"
        # Without TLS the port is part of the address, save behind a proxy, which has its own.
        port = "" if host and (self.proxies or ":" in host) else f":{self.port}"
        return f"http://{host or LOCAL_HOSTS[0]}{port}"

    def database_settings(self) -> dict[str, dict[str, Any]]:
        """Django's DATABASES: `default` signs in as the web role, `owner` as the role that migrates."""
        if self.database_url is None:
            web = self._embedded(cluster.WEB_ROLE, self.passwords.web)
            owner = self._embedded(cluster.OWNER_ROLE, self.passwords.owner)
        else:
            owner = _from_url("DATABASE_URL", self.database_url)
            if self.database_web_url is not None:
                web = _from_url("DATABASE_WEB_URL", self.database_web_url)
            else:
                web = owner | {"USER": cluster.WEB_ROLE, "PASSWORD": self.passwords.web}
        found = {"default": _client(web, "engagiert"), "owner": _client(owner, "engagiert-owner")}
        if self.database_replica_url is not None:
            found["replica"] = _client(
                _from_url("DATABASE_REPLICA_URL", self.database_replica_url), "engagiert-replica"
            )
        return found

    def keeper(self) -> dict[str, Any]:
        """The same database for a role that sees every row: to save and restore it, for nothing else."""
        if self.embedded:
            return self._embedded(cluster.SUPERUSER, self.passwords.superuser)
        if self.database_backup_url is not None:
            return _from_url("DATABASE_BACKUP_URL", self.database_backup_url)
        return _from_url("DATABASE_URL", str(self.database_url))

    def identity_providers(self) -> list[dict[str, Any]]:
        """allauth's APPS for OpenID Connect: one, or none."""
        if self.oidc is None:
            return []
        url, client, secret, name = self.oidc
        server = {"server_url": url, "mail_domains": list(self.oidc_domains)}
        return [{"provider_id": "stadt", "name": name, "client_id": client, "secret": secret, "settings": server}]

    def mailer_settings(self) -> dict[str, dict[str, Any]]:
        """Django's MAILERS: SMTP by EMAIL_URL (smtp:// or smtps://), else files in the data folder."""
        if self.email_url is None:
            backend = "django.core.mail.backends.filebased.EmailBackend"
            return {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(self.data_dir / "outbox")}}}
        parts = urlsplit(self.email_url)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ConfigurationError("EMAIL_URL braucht die Form smtp://name:passwort@rechner:587.")
        options: dict[str, Any] = {"host": parts.hostname, "port": parts.port or 25, "timeout": 20}
        if parts.username:
            options |= {"username": unquote(parts.username), "password": unquote(parts.password or "")}
        options |= {"use_ssl": True} if parts.scheme == "smtps" else {"use_tls": parts.port == 587}
        return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}

    def mailbox_settings(self) -> dict[str, Any] | None:
        """The box of replies by IMAP_URL (imaps:// or imap://, the folder as path), None where none is read."""
        if self.imap_url is None:
            return None
        parts = urlsplit(self.imap_url)
        if parts.scheme not in {"imap", "imaps"} or not parts.hostname or not parts.username:
            raise ConfigurationError("IMAP_URL braucht die Form imaps://name:passwort@rechner:993/INBOX.")
        box = {
            "host": parts.hostname,
            "port": parts.port or (993 if parts.scheme == "imaps" else 143),
            "tls": parts.scheme == "imaps",
            "username": unquote(parts.username),
            "password": unquote(parts.password or ""),
            "folder": unquote(parts.path.strip("/")) or "INBOX",
        }
        if "@" not in self.mailbox_address(box):
            raise ConfigurationError("Zu IMAP_URL gehört ENGAGIERT_REPLY_ADDRESS: die Adresse dieses Postfachs.")
        return box

    def mailbox_address(self, box: dict[str, Any] | None) -> str:
        """The address of the box; with “+code” before the @ it must reach the same box. Empty without one."""
        return (self.reply_address or str(box["username"])) if box else ""

    def _embedded(self, role: str, password: str) -> dict[str, Any]:
        return {
            "NAME": cluster.DATABASE,
            "USER": role,
            "PASSWORD": password,
            "HOST": str(cluster.socket_directory(self.data_dir)),
            "PORT": str(cluster.SOCKET_PORT),
            "OPTIONS": {},
        }


def data_dir() -> Path:
    """The folder of everything that must survive; whether there is anything in it yet, nobody has looked."""
    return Path(os.environ.get("ENGAGIERT_DATA") or PROJECT_DIR / "var").expanduser().absolute()


def keep_compiled() -> None:
    """Compiled kernels of the engines are kept in the data folder, before numba is loaded; where nothing can be
    written they last as long as the process. The package's own folder may belong to somebody else."""
    folder = data_dir() / "compiled"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path(tempfile.gettempdir())
    if not os.access(folder, os.W_OK) or folder == Path(tempfile.gettempdir()):
        # A folder of our own: what others could put there would be run.
        folder = Path(tempfile.mkdtemp(prefix="engagiert-"))
    os.environ.setdefault("NUMBA_CACHE_DIR", str(folder))


@functools.cache
def load() -> Environment:
    """Read the variables once; makes the secrets file if it is missing and needed."""
    folder = data_dir()
    named = [os.environ.get(name) for name in ("DATABASE_URL", "DATABASE_WEB_URL", "ENGAGIERT_SECRET_KEY")]
    # Where the operator names everything, as in a container, nothing has to be written anywhere.
    kept = dict.fromkeys(SECRET_NAMES, "") if all(named) else _secrets(folder / "secrets.json")
    return Environment(
        data_dir=folder,
        database_url=os.environ.get("DATABASE_URL") or None,
        database_web_url=os.environ.get("DATABASE_WEB_URL") or None,
        demo=_flag("ENGAGIERT_DEMO"),
        port=_port(os.environ.get("PORT") or "8000"),
        secret_key=os.environ.get("ENGAGIERT_SECRET_KEY") or kept["secret_key"],
        email_url=os.environ.get("EMAIL_URL") or None,
        allowed_hosts=_hosts(os.environ.get("ENGAGIERT_HOSTS", "")),
        tls=_flag("ENGAGIERT_TLS"),
        proxies=_number("ENGAGIERT_PROXIES"),
        mail_from=os.environ.get("ENGAGIERT_MAIL_FROM") or "Engagiert <engagiert@localhost>",
        build_dir=Path(os.environ.get("ENGAGIERT_BUILD") or PROJECT_DIR / "build").absolute(),
        passwords=cluster.ClusterPasswords(
            superuser=kept["postgres_password"], owner=kept["owner_password"], web=kept["web_password"]
        ),
        debug=_flag("ENGAGIERT_DEBUG"),
        nameserver=_nameserver(os.environ.get("ENGAGIERT_NAMESERVER", "").strip()),
        geocoder_url=os.environ.get("ENGAGIERT_GEOCODER") or None,
        imap_url=os.environ.get("IMAP_URL") or None,
        reply_address=(os.environ.get("ENGAGIERT_REPLY_ADDRESS") or "").strip(),
        second_factor_from=_day("ENGAGIERT_SECOND_FACTOR"),
        oidc=_oidc(),
        oidc_domains=_domains("ENGAGIERT_OIDC_DOMAINS"),
        oidc_trusts_mail=_flag("ENGAGIERT_OIDC_TRUSTS_MAIL"),
        oidc_is_second_factor=_flag("ENGAGIERT_OIDC_SECOND_FACTOR"),
        database_backup_url=os.environ.get("DATABASE_BACKUP_URL") or None,
        database_replica_url=os.environ.get("DATABASE_REPLICA_URL") or None,
        former_keys=tuple(os.environ.get("ENGAGIERT_FORMER_KEYS", "").split()),
        erasures=_path("ENGAGIERT_ERASURES"),
        metrics_token=os.environ.get("ENGAGIERT_METRICS_TOKEN", "").strip(),
        json_logs=os.environ.get("ENGAGIERT_LOG", "").strip().lower() == "json",
        certificate=_path("ENGAGIERT_CERTIFICATE"),
    )


def _path(name: str) -> Path | None:
    text = os.environ.get(name, "").strip()
    return Path(text).expanduser().absolute() if text else None


def _flag(name: str) -> bool:
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "ja", "on"}


def _number(name: str) -> int:
    text = os.environ.get(name, "").strip() or "0"
    if not text.isdecimal():
        raise ConfigurationError(f"{name} ist eine Zahl, zum Beispiel 1, nicht „{text}“.")
    return int(text)


def _nameserver(text: str) -> tuple[str, int] | None:
    """“10.0.0.53” or “10.0.0.53:5353”."""
    if not text:
        return None
    host, _colon, port = text.partition(":")
    try:
        return str(ipaddress.IPv4Address(host)), _port(port or "53")
    except ValueError as error:
        raise ConfigurationError("ENGAGIERT_NAMESERVER braucht eine Adresse, zum Beispiel 10.0.0.53:53.") from error


def _domains(name: str) -> tuple[str, ...]:
    """Names after the @, separated by commas; “@stadt.de” is understood as well."""
    found = (part.strip().lower().removeprefix("@") for part in os.environ.get(name, "").split(","))
    return tuple(part for part in found if part)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ConfigurationError(f"PORT muss eine Zahl von 1 bis 65535 sein, nicht „{text}“.")
    return int(text)


def _oidc() -> tuple[str, str, str, str] | None:
    url, client, secret = (os.environ.get(f"ENGAGIERT_OIDC_{part}", "").strip() for part in ("URL", "CLIENT", "SECRET"))
    if not url and not client:
        return None
    parts = urlsplit(url)
    # A password or token must not cross a network in the clear; a provider on this machine crosses none.
    safe = parts.scheme == "https" or parts.hostname in ("127.0.0.1", "localhost")
    if not (url and client and secret and parts.hostname and safe and _domains("ENGAGIERT_OIDC_DOMAINS")):
        raise ConfigurationError(
            "Für die Anmeldung über den Dienst der Stadt braucht es ENGAGIERT_OIDC_URL (https://…), "
            "ENGAGIERT_OIDC_CLIENT, ENGAGIERT_OIDC_SECRET und ENGAGIERT_OIDC_DOMAINS (stadt.de, mit Komma getrennt)."
        )
    return url.rstrip("/"), client, secret, os.environ.get("ENGAGIERT_OIDC_NAME", "").strip() or parts.hostname


def _day(name: str) -> datetime.date | None:
    text = os.environ.get(name, "").strip()
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError as problem:
        raise ConfigurationError(f"{name} ist ein Tag in der Form 2027-03-01, nicht „{text}“.") from problem


def _hosts(text: str) -> tuple[str, ...]:
    named = tuple(host.strip() for host in text.split(",") if host.strip())
    return named + tuple(host for host in LOCAL_HOSTS if host not in named)


def _from_url(variable: str, url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ConfigurationError(f"{variable} braucht die Form postgresql://name:passwort@rechner:5432/datenbank.")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    # Several servers, of which libpq finds the one that writes, only fit into the query: ?host=a,b&port=5432,5432
    host = options.pop("host", None) or unquote(parts.hostname or "")
    port = options.pop("port", None) or str(parts.port or "")
    return {
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "OPTIONS": options,
    }


def _client(place: dict[str, Any], name: str) -> dict[str, Any]:
    return place | {
        "ENGINE": "django.db.backends.postgresql",
        "OPTIONS": {"connect_timeout": 5, "application_name": name} | place["OPTIONS"],
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # A cursor that outlives its transaction would also outlive the scope set for it.
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "TEST": {"NAME": f"{place['NAME']}_test"},
    }


SECRET_NAMES = ("secret_key", "postgres_password", "owner_password", "web_password")


def _secrets(path: Path) -> dict[str, str]:
    if not path.exists():
        _make_secrets(path)
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {name: str(kept[name]) for name in SECRET_NAMES}
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise ConfigurationError(
            f"Die Datei mit den Geheimnissen lässt sich nicht lesen: {path}. "
            "Bitte aus der Sicherung zurückholen; ohne sie bleibt die Datenbank verschlossen."
        ) from problem


def _make_secrets(path: Path) -> None:
    """Write the file whole and readable by its owner alone; the first of several processes wins."""
    made = {name: secrets.token_urlsafe(48 if name == "secret_key" else 24) for name in SECRET_NAMES}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".secrets-")
    except OSError as problem:
        raise ConfigurationError(f"In den Ordner {path.parent} lässt sich nicht schreiben.") from problem
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(made, file, indent=2)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        os.unlink(draft)
