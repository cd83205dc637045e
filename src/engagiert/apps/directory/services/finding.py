"""Look through the office's own register for records that could be one, and ask about each pair once."""

from itertools import batched

from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory import rules
from engagiert.apps.directory.models import Organisation, Pair
from engagiert.engines.linkage.judging import SAME
from engagiert.engines.linkage.linking import link
from engagiert.kernel.authz import Actor, require

from .asking import bring_to_desk
from .comparing import judgement_as_json, register_of
from .pairs import candidate_of_record

# More questions than these at once would be a reason not to begin; the next search asks the rest.
MOST_QUESTIONS = 500


def find_doubles(*, actor: Actor, office: Office) -> int:
    """Open a question for each pair that could be one and was never asked about; the number of new questions.

    The likeliest come first. Nothing is joined: what stands in the register has been decided by somebody.
    """
    require(actor, rules.CREATE_RECORD, office.pk)
    register = register_of(office.pk)
    ids = list(register)
    found = sorted(link(list(register.values()), keep=frozenset({SAME})), key=lambda each: -each.judgement.score)
    asked = _asked(office.pk)
    new = [each for each in found if frozenset((ids[each.first], ids[each.second])) not in asked][:MOST_QUESTIONS]
    for some in batched(new, 100, strict=False):
        records = Organisation.objects.in_bulk([ids[i] for each in some for i in (each.first, each.second)])
        Pair.objects.bulk_create(
            Pair(
                office=office,
                organisation=records[ids[each.first]],
                second=records[ids[each.second]],
                key=f"record|{ids[each.second]}",
                candidate=candidate_of_record(records[ids[each.second]]),
                judgement=judgement_as_json(each.judgement),
                created_at=timezone.now(),
            )
            for each in some
        )
    bring_to_desk(actor=actor, office_id=office.pk)
    return len(new)


def _asked(office_id: int) -> set[frozenset[int]]:
    """Pairs of records about which a question is open or was answered."""
    pairs = Pair.objects.filter(office=office_id, second__isnull=False, organisation__isnull=False)
    return {frozenset(ids) for ids in pairs.values_list("organisation_id", "second_id") if None not in ids}
