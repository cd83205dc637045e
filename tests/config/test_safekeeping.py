"""`engagiert backup` and `engagiert restore` as an operator types them, from one machine to a bare one."""

import json
from pathlib import Path

from tests.config.test_serving import Installation


def test_an_installation_moves_to_a_bare_machine(tmp_path: Path) -> None:
    first, second = Installation(tmp_path / "first"), Installation(tmp_path / "second")
    assert first.call("migrate").returncode == 0
    done = first.call("backup", str(tmp_path / "backups"), "--keep", "3")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Gesichert: ")
    [folder] = (tmp_path / "backups").iterdir()
    done = second.call("restore", str(folder), "--traceback")
    assert done.returncode == 0, done.stderr
    for sentence in ("Der Schlüssel der Installation kommt aus der Sicherung.", "alle gleich", "Keine Mail wartete"):
        assert sentence in done.stdout
    keys = [json.loads((one.folder / "secrets.json").read_text()) for one in (first, second)]
    assert keys[0]["secret_key"] == keys[1]["secret_key"]
    assert keys[0]["owner_password"] != keys[1]["owner_password"]
    assert second.call("places", "--json").returncode == 0


def test_a_folder_that_is_no_backup_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "something").mkdir()
    done = Installation(tmp_path / "data").call("restore", str(tmp_path / "something"))
    assert done.returncode == 1
    assert "manifest.json fehlt" in done.stderr
