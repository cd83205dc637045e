"""What follows when a person was taken out of records: the public pages say it no longer."""

from engagiert.apps.directory.models import ContactPoint, Facility, FundingSource, Listing, Organisation
from engagiert.apps.directory.projection import project
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

_CHILDREN = (ContactPoint, Facility, FundingSource)


def project_erased(*, actor: Actor, rows: dict[str, list[str]]) -> int:
    """Rebuild the listings of the records whose rows (table → keys) lost a person; returns how many."""
    with enter(actor, action="directory.project_erased"):
        ids = {int(key) for key in rows.get(Organisation._meta.db_table, [])}
        for model in _CHILDREN:
            keys = rows.get(model._meta.db_table, [])
            ids |= set(model._default_manager.filter(pk__in=keys).values_list("organisation_id", flat=True))
        listed = Listing.objects.filter(pk__in=ids).values_list("pk", flat=True)
        records = list(Organisation.objects.filter(pk__in=list(listed)).select_related("place").order_by("pk"))
        project(records)
    return len(records)
