from importlib import import_module

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "engagiert.apps.directory"
    label = "directory"

    def ready(self) -> None:
        import_module("engagiert.apps.directory.kinds")
        searched = import_module("engagiert.apps.directory.search.kinds")
        numbers = import_module("engagiert.apps.directory.selectors").source_numbers
        indexing = import_module("engagiert.apps.directory.services.indexing")
        index = import_module("engagiert.apps.directory.search").ORGANISATIONS
        searched.name_kind("organisation", searched.Kind(index, numbers, indexing.index_anew, indexing.count_terms))
