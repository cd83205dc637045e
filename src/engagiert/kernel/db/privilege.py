"""Under which uid the database server runs: PostgreSQL refuses root.

A plain user runs it directly. Root lends it a user namespace in which root's own uid carries another
number, so that files stay root's and no folder changes hands. Where namespaces are forbidden, the server
runs under an unprivileged uid that owns nothing but the server's folder.
"""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROBE = 'test -r "$1" && test -w "$1" && test -x "$1" && exec "$2" --version'


class NoUnprivilegedUser(Exception):  # noqa: N818  reads as the state it names
    """Root found no way to run the server without root's rights."""


@dataclass(frozen=True)
class Launch:
    """How a server program is started: words before its name, and who must own the server's folders."""

    prefix: tuple[str, ...]
    owner_uid: int
    owner_gid: int

    def take_over(self, folder: Path) -> None:
        """Make `folder` and all in it belong to the server's uid; nothing happens if it does already."""
        for path in [folder, *folder.rglob("*")]:
            found = path.lstat()
            if (found.st_uid, found.st_gid) != (self.owner_uid, self.owner_gid):
                os.chown(path, self.owner_uid, self.owner_gid, follow_symlinks=False)


def choose_launch(folder: Path, program: Path) -> Launch:
    """The first way of running `program` unprivileged that may write to `folder`.

    `folder` must exist. A folder that belongs to somebody other than root stays theirs.
    Raises NoUnprivilegedUser if root has no way left.
    """
    found = folder.stat()
    if os.geteuid() != 0:
        return Launch((), os.geteuid(), os.getegid())
    for launch in _ways(found.st_uid, found.st_gid):
        os.chown(folder, launch.owner_uid, launch.owner_gid)
        if _works(launch, folder, program):
            return launch
        os.chown(folder, found.st_uid, found.st_gid)
    raise NoUnprivilegedUser


def _ways(uid: int, gid: int) -> Iterator[Launch]:
    # initdb looks its uid up in the password file; "nobody" stands in every one.
    nobody = pwd.getpwnam("nobody")
    if uid == 0:
        mapped = ("unshare", "--user", f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}")
        yield Launch(mapped, 0, 0)
        uid, gid = nobody.pw_uid, nobody.pw_gid
    other = ("setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups")
    yield Launch(other, uid, gid)
    # A checkout below a folder that only root may enter: let the server pass, rather than open the folder.
    yield Launch((*other, "--inh-caps=+dac_override", "--ambient-caps=+dac_override"), uid, gid)


def _works(launch: Launch, folder: Path, program: Path) -> bool:
    command = [*launch.prefix, "sh", "-c", PROBE, "probe", str(folder), str(program)]
    try:
        return subprocess.run(command, check=False, capture_output=True, timeout=20, cwd="/").returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
