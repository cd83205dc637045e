from importlib import import_module

from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    name = "engagiert.apps.opportunities"
    label = "opportunities"

    def ready(self) -> None:
        directory = import_module("engagiert.apps.directory.public")
        index = import_module("engagiert.apps.opportunities.search.index")
        anew = import_module("engagiert.apps.opportunities.services.indexing").index_anew
        kind = directory.Kind(index.OFFERS, index.source_numbers, anew, index.count_terms)
        import_module("engagiert.apps.opportunities.kinds")
        directory.name_kind("opportunity", kind)
        directory.beside.add(import_module("engagiert.apps.opportunities.showing").offers_beside)
