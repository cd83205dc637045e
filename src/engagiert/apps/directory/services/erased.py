"""What follows when a person was taken out of records: the public pages say it no longer."""

import itertools

from engagiert.apps.directory.models import ContactPoint, Facility, FundingSource, Listing, Organisation
from engagiert.apps.directory.projection import project
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

_BATCH = 500
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


def project_office(*, actor: Actor, office_id: int) -> int:
    """Make the public pages of all published records of an office; what is derived does not travel."""
    with enter(actor, action="directory.project_office"):
        published = Organisation.objects.filter(office_id=office_id, state=Organisation.State.PUBLISHED)
        ids = list(published.order_by("pk").values_list("pk", flat=True))
    for batch in itertools.batched(ids, _BATCH, strict=False):
        with enter(actor, action="directory.project_office"):
            project(list(Organisation.objects.filter(pk__in=batch).select_related("place").order_by("pk")))
    return len(ids)
