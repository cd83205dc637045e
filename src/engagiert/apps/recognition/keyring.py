"""Private keys in a folder beside the database: one file for each, named by its key id.

Who has the database or its backup has no key. The folder is made and its files are written for the owner alone; a
file, once there, is never changed.
"""

import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from engagiert.engines.cards.keys import BadKeyError, from_pem, new_private_key, public_key, to_pem

type PrivateKey = ec.EllipticCurvePrivateKey
ROOT = "root"


class KeyMissing(Exception):  # noqa: N818 - names what is missing
    """The private half of a key is not in the folder, or cannot be read; the message is one German sentence."""


def _folder() -> Path:
    folder: Path = settings.ENGAGIERT_CARD_KEYS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def new_key() -> tuple[str, PrivateKey]:
    """A fresh key, kept; its id in hexadecimal and its private half."""
    private = new_private_key()
    key_id = public_key(private, issuer="", issuer_name="", since=0).key_id.hex()
    _keep(key_id, private)
    return key_id, private


def private_key(key_id: str) -> PrivateKey:
    """The private half of a key; raises ``KeyMissing``."""
    return _read(str(_folder() / f"{key_id}.pem"))


def root_key() -> PrivateKey:
    """The key that signs the trust list, made when it is first wanted."""
    path = _folder() / f"{ROOT}.pem"
    if not path.exists():
        _keep(ROOT, new_private_key())
    return _read(str(path))


def _keep(name: str, private: PrivateKey) -> None:
    path = _folder() / f"{name}.pem"
    part = path.with_suffix(f".{os.getpid()}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(to_pem(private))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(part, path)  # of two who make the root at once, one wins
    except FileExistsError:
        pass
    finally:
        part.unlink()


@lru_cache(maxsize=512)
def _read(path: str) -> PrivateKey:
    try:
        return from_pem(Path(path).read_bytes())
    except (OSError, BadKeyError) as wrong:
        raise KeyMissing(
            f"Der Schlüssel {Path(path).stem} fehlt im Ordner {Path(path).parent} oder ist beschädigt."
        ) from wrong
