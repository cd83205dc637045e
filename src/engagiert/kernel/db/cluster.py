"""Where the embedded PostgreSQL lives and who may sign in: known before it runs.

Settings are loaded before the server is started, so nothing here may touch the server.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

SUPERUSER = "postgres"
OWNER_ROLE = "engagiert_owner"
WEB_ROLE = "engagiert_web"
DATABASE = "engagiert"
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist", "btree_gin")
# The number only names the socket file: the server opens no network port.
SOCKET_PORT = 5432
# Linux allows 107 bytes for the path of a socket, macOS 103, both with "/.s.PGSQL.5432" in it.
LONGEST_SOCKET_DIRECTORY = 85


@dataclass(frozen=True)
class ClusterPasswords:
    """The passwords of the three roles; made once and kept in the data folder."""

    superuser: str
    owner: str
    web: str


def socket_directory(data_dir: Path) -> Path:
    """The folder of the server's Unix socket; the system's temporary folder if `data_dir` is too deep."""
    near = data_dir.resolve() / "run"
    if len(os.fsencode(near)) <= LONGEST_SOCKET_DIRECTORY:
        return near
    mark = hashlib.sha256(os.fsencode(near)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"engagiert-{mark}"
