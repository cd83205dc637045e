"""Records of the directory and rows of a list as the linkage engine reads them, and what it says as JSON."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engagiert.apps.directory.models import Alias, Organisation, Pair
from engagiert.engines.linkage.judging import Judgement
from engagiert.engines.linkage.records import Record

_COLUMNS = (
    "id", "name", "street", "postcode", "town", "place_id", "lat", "lon", "point_quality", "phones", "mails", "website",
)  # fmt: skip


def record_of_values(values: Mapping[str, Any], place_id: int, other_names: Sequence[str] = ()) -> Record:
    """What a cleaned row, or the columns of a record, say that helps to tell organisations apart."""
    lat, lon = values.get("lat"), values.get("lon")
    exact = lat is not None and lon is not None and values.get("point_quality", "exact") == "exact"
    return Record(
        name=values["name"],
        other_names=tuple(other_names),
        street=values.get("street") or "",
        postcode=values.get("postcode") or "",
        town=values.get("town") or "",
        place=str(place_id),
        point=(float(lat), float(lon)) if exact and lat is not None and lon is not None else None,
        phones=tuple(values.get("phones") or ()),
        mails=tuple(values.get("mails") or ()),
        website=values.get("website") or "",
    )


def record_of(organisation: Organisation, other_names: Sequence[str] = ()) -> Record:
    return record_of_values({key: getattr(organisation, key) for key in _COLUMNS}, organisation.place_id, other_names)


def standing(office_id: int) -> Any:
    """The organisations of an office that stand for themselves: not those that were merged into another one."""
    return Organisation.objects.filter(office=office_id).exclude(pairs_as_second__state=Pair.State.JOINED)


def register_of(office_id: int, place_ids: Iterable[int] | None = None) -> dict[int, Record]:
    """The office's standing records by key, with their other names; of some places only where given."""
    chosen = standing(office_id)
    if place_ids is not None:
        chosen = chosen.filter(place__in=set(place_ids))
    rows = list(chosen.order_by("pk").values(*_COLUMNS))
    names: defaultdict[int, list[str]] = defaultdict(list)
    for organisation_id, name in (
        Alias.objects.filter(office=office_id).order_by("pk").values_list("organisation_id", "name")
    ):
        names[organisation_id].append(name)
    return {row["id"]: record_of_values(row, row["place_id"], names.get(row["id"], ())) for row in rows}


def judgement_as_json(found: Judgement) -> dict[str, Any]:
    """As a pair keeps it; ``wording.judgement_in_words`` reads it."""
    return {
        "verdict": found.verdict,
        "probability": round(found.probability, 4),
        "score": round(found.score, 4),
        "reasons": [[reason.code, reason.weight, list(reason.words)] for reason in found.reasons],
    }
