"""Leave with everything, arrive elsewhere."""

from pathlib import Path

from engagiert.apps.accounts.public import Office
from engagiert.apps.privacy import rules
from engagiert.apps.privacy.portability import read_office, write_office
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter


def export_office(*, actor: Actor, office: Office, out: Path) -> dict[str, int]:
    """Write all data of the office into ``out``; rows by table. Raises ``OSError``."""
    require(actor, rules.KEEP_PRIVACY, office.pk)
    with enter(actor, action="privacy.export_office", offices=(office.pk,)):
        return write_office(office, out)


def import_office(*, actor: Actor, file: Path, name: str = "") -> tuple[Office, dict[str, int]]:
    """Read an exported office; rows by table. Raises ``ImportRefused``, and then nothing was written."""
    require(actor, rules.RUN_INSTALLATION, None)
    with enter(actor, action="privacy.import_office"):
        office, counts = read_office(file, name=name)
        bus.publish("OfficeImported", office_id=office.pk)
    return office, counts
