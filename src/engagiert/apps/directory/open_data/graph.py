"""A small RDF graph of named nodes, and the three ways to write it: Turtle, RDF/XML, JSON-LD.

Writing a few hundred statements needs no RDF library at run time; the tests read all three back with one and compare.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .xml import element

PREFIXES: Mapping[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class Iri:
    """A node by its address."""

    value: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A value with a language, or with a type such as ``xsd:date``."""

    value: str
    language: str = ""
    datatype: str = ""


type Value = Iri | Literal


def german(text: object) -> Literal:
    return Literal(str(text), language="de")


@dataclass(slots=True)
class Graph:
    """Node → property → values; a property is written ``prefix:name``. Saying a thing twice changes nothing."""

    nodes: dict[str, dict[str, dict[Value, None]]] = field(default_factory=dict)

    def node(self, iri: str, *types: str, **values: Value | Iterable[Value]) -> Iri:
        """State types and properties (``dcterms_title=…``) of a node; returns it, to be pointed at."""
        known = self.nodes.setdefault(iri, {})
        for kind in types:
            known.setdefault("rdf:type", {})[Iri(full(kind))] = None
        for name, given in values.items():
            prefix, _, local = name.partition("_")
            several = [given] if isinstance(given, Iri | Literal) else given
            for value in several:
                known.setdefault(f"{prefix}:{local}", {})[value] = None
        return Iri(iri)


def full(short: str) -> str:
    """``dcat:Dataset`` as an address."""
    prefix, _, local = short.partition(":")
    return PREFIXES[prefix] + local


# Characters that an address in angle brackets must not hold.
_FORBIDDEN = {ord(character): f"%{ord(character):02X}" for character in '<>"{}|^`\\ \n\r\t'}


def _iri(iri: str) -> str:
    return f"<{iri.translate(_FORBIDDEN)}>"


def turtle(graph: Graph) -> str:
    lines = [f"@prefix {prefix}: <{address}> ." for prefix, address in PREFIXES.items()]
    for iri, properties in graph.nodes.items():
        said = [
            f"    {'a' if name == 'rdf:type' else name} {', '.join(_turtle_value(value) for value in values)}"
            for name, values in properties.items()
        ]
        lines += ["", _iri(iri), " ;\n".join(said) + " ."]
    return "\n".join(lines) + "\n"


def _turtle_value(value: Value) -> str:
    if isinstance(value, Iri):
        return _iri(value.value)
    text = json.dumps(value.value, ensure_ascii=False)
    if value.language:
        return f"{text}@{value.language}"
    return f"{text}^^{value.datatype}" if value.datatype else text


def rdf_xml(graph: Graph) -> str:
    names = {f"xmlns:{prefix}": address for prefix, address in PREFIXES.items()}
    nodes = (
        element(
            "rdf:Description",
            attributes={"rdf:about": iri.translate(_FORBIDDEN)},
            inner="".join(_xml_value(name, value) for name, values in properties.items() for value in values),
        )
        for iri, properties in graph.nodes.items()
    )
    return '<?xml version="1.0" encoding="utf-8"?>\n' + element("rdf:RDF", attributes=names, inner="".join(nodes))


def _xml_value(name: str, value: Value) -> str:
    if isinstance(value, Iri):
        return element(name, attributes={"rdf:resource": value.value.translate(_FORBIDDEN)})
    marks = {"xml:lang": value.language} if value.language else {}
    marks |= {"rdf:datatype": full(value.datatype)} if value.datatype else {}
    return element(name, value.value, marks)


def json_ld(graph: Graph) -> str:
    nodes = [
        {"@id": iri}
        | {
            "@type" if name == "rdf:type" else name: [_json_value(name, value) for value in values]
            for name, values in properties.items()
        }
        for iri, properties in graph.nodes.items()
    ]
    return json.dumps({"@context": dict(PREFIXES), "@graph": nodes}, ensure_ascii=False, indent=1) + "\n"


def _json_value(name: str, value: Value) -> Any:
    if isinstance(value, Iri):
        return value.value if name == "rdf:type" else {"@id": value.value}
    said = {"@value": value.value}
    said |= {"@language": value.language} if value.language else {}
    return said | ({"@type": value.datatype} if value.datatype else {})


# Suffix of the file → media type and writing.
WRITINGS: Mapping[str, tuple[str, Callable[[Graph], str]]] = {
    "ttl": ("text/turtle", turtle),
    "rdf": ("application/rdf+xml", rdf_xml),
    "jsonld": ("application/ld+json", json_ld),
}
