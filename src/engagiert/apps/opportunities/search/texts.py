"""What the public page of an offer says, weighted for the search."""

from engagiert.apps.directory import public as directory
from engagiert.apps.opportunities.models import Listing
from engagiert.engines.text import search as engine


def fields_of(listing: Listing) -> list[engine.Field]:
    """The title before the kind of work, before the text, before who asks and where.

    Title, text and organisation weigh what ``benchmarks/judged.py`` weighs them, so that both find the same.
    """
    document = listing.document
    kind = [
        *directory.labels(directory.FIELDS, listing.fields),
        *directory.labels(directory.TARGET_GROUPS, listing.target_groups),
    ]
    text = [document["tasks"], document["for_whom"], document["times"], document["training"]]
    return [
        *engine.offer(listing.title, listing.organisation_name, "\n".join(filter(None, text))[:20_000]),
        engine.Field(" · ".join(map(str, kind)), engine.KIND, 5),
        engine.Field(f"{document['district']} · {document['town']}", engine.BESIDE, 2),
    ]
