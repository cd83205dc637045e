"""Other names of an organisation, as rows of its document."""

from typing import Any

from engagiert.engines.linkage.names import name_key, spelling_key


def alias_row(name: str, source: str) -> dict[str, Any]:
    return {
        "name": name,
        "spelling_key": spelling_key(name)[:320],
        "name_key": name_key(name)[:320],
        "source": source,
    }
