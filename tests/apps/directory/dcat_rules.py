"""The rules of DCAT-AP.de, read from the files that lie beside the project."""

import re
from typing import Any

import rdflib

from tests.engines.real_files import real_file

SPDX = "http://spdx.org/rdf/terms#"


def shapes() -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in ("dcat-ap-SHACL-DE", "dcat-ap-spec-german-additions", "dcat-ap-de-controlledvocabularies"):
        graph.parse(real_file(f"standards/dcat-ap-de-3/{name}.ttl"))
    return graph


# In the words of the messages: at least once, at most once, of a class, a literal, a node.
RULE = re.compile(r"^(\w+:\w+): (\w+:\w+) (MUSS MINDESTEN|DARF MAXIMAL|MUSS auf|MUSS ein als) ?(.*?)\.?$")


def european_rules() -> list[tuple[str, str, str, str]]:
    """The European shapes that DCAT-AP.de stands on do not lie beside the project; their German messages do."""
    graph = rdflib.Graph().parse(real_file("standards/dcat-ap-de-3/dcat-ap-SHACL-DE.ttl"))
    shacl = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    found = [
        match.groups()
        for shape, text in graph.subject_objects(shacl.message)
        if graph.value(shape, shacl.deactivated) is None and (match := RULE.match(str(text)))
    ]
    assert len(found) > 150
    return found  # type: ignore[return-value]


def broken_rule(values: list[Any], graph: rdflib.Graph, verb: str, rest: str) -> bool:
    if verb == "MUSS MINDESTEN":
        return not values
    if verb == "DARF MAXIMAL":
        return len(values) > 1
    if "Literal" in rest:
        return not all(isinstance(value, rdflib.Literal) for value in values)
    if "Klasse vom Typ" in rest:
        wanted = graph.namespace_manager.expand_curie(rest.partition("Typ ")[2].split()[0])
        return not all((value, rdflib.RDF.type, wanted) in graph for value in values)
    return not all(isinstance(value, rdflib.URIRef) for value in values)


def kept_european_rules(graph: rdflib.Graph) -> tuple[int, list[str]]:
    """How many rules were looked at, and those that are broken."""
    for prefix, address in (("prov", rdflib.PROV), ("locn", "http://www.w3.org/ns/locn#"), ("spdx", SPDX)):
        graph.bind(prefix, address)
    checked, broken = 0, []
    for kind, name, verb, rest in european_rules():
        try:
            of, path = (graph.namespace_manager.expand_curie(curie) for curie in (kind, name))
        except ValueError:
            continue
        for node in graph.subjects(rdflib.RDF.type, of):
            checked += 1
            if broken_rule(list(graph.objects(node, path)), graph, verb, rest):
                broken.append(f"{node}: {name} {verb} {rest}")
    return checked, broken
