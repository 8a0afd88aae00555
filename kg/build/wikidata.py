"""Links to Wikidata, and the frozen snapshot of the items they point at, as quads.

An accepted link stands in the default graph with the decision that carries its evidence. What Wikidata itself
says (names, descriptions, image files, ids in other catalogues) stands in a graph of its own under Wikidata's own
words, with the record's revision and date: no question about our statements meets it, and it supports none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.build.literals import XSD, date_literal, lang_literal, typed_literal
from kg.curation.lint_links import EXACT
from kg.decisions import LinkVerdict
from kg.ids import link_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.decisions import Link
    from kg.items import Item
    from kg.terms import Terms

__all__ = ["WIKIDATA_GRAPH", "WikidataWriter", "default_lines", "language_tag"]

WIKIDATA_GRAPH = "wikidata"
"""The last part of the IRI of the graph that holds what Wikidata says."""

_CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
_KEPT = {"external-id", "commonsMedia"}  # the datatypes that are names of the thing, not statements about it
_TAGS = {"hans": "Hans", "hant": "Hant", "cn": "CN", "tw": "TW", "hk": "HK", "sg": "SG"}


def language_tag(code: str) -> str:
    """A language code of Wikidata as BCP 47 writes it.

    >>> language_tag("zh-hans"), language_tag("ru")
    ('zh-Hans', 'ru')
    """
    first, *rest = code.split("-")
    return "-".join([first, *(_TAGS.get(part, part) for part in rest)])


def default_lines(lines: Iterable[str], terms: Terms) -> Iterator[str]:
    """The lines of the default graph among N-Quads lines; nothing of ours points at a graph, so their ends tell."""
    start = f" <{terms.base}graph/"
    return (line for line in lines if start not in line or not line[line.rindex(" <") :].startswith(start))


class WikidataWriter:
    """Turns accepted links and snapshot items into N-Quads lines."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._graph = f"<{terms.base}graph/{WIKIDATA_GRAPH}>"

    def _p(self, name: str) -> str:
        return f"<{self._terms.expand(name)}>"

    def link(self, link: Link) -> Iterator[str]:
        """The lines of one link in the default graph; none for what was rejected or left unsure."""
        if link.verdict is not LinkVerdict.ACCEPTED:
            return
        entity, item = f"<{self._terms.iri(link.entity)}>", self._p(f"wd:{link.item}")
        yield f"{entity} {self._p(link.predicate)} {item} ."
        if link.predicate == EXACT:
            yield f"{entity} {self._p('schema:sameAs')} {item} ."
        me = f"<{self._terms.prefixes['decision']}{link_id(link)}>"
        yield f"{me} {self._p('rdf:type')} {self._p('kg:LinkDecision')} ."
        yield f"{me} {self._p('kg:decidesEntity')} {entity} ."
        yield f"{me} {self._p('kg:decidesItem')} {item} ."
        yield f"{me} {self._p('kg:linksBy')} {self._p(link.predicate)} ."
        yield f"{me} {self._p('kg:reason')} {lang_literal(link.why, 'en')} ."
        yield f"{me} {self._p('kg:curatedBy')} {typed_literal(link.by)} ."
        yield f"{me} {self._p('kg:curatedOn')} {date_literal(link.date)[0]} ."
        for address in link.evidence:
            yield f"{me} {self._p('kg:seenAt')} {typed_literal(address, XSD + 'anyURI')} ."

    def item(self, item: Item) -> Iterator[str]:
        """The lines of one item in the graph of Wikidata: names, images, ids elsewhere; revision, day and licence
        of the record they were read from, a thing of its own as in Wikidata.
        """
        record, me = self._p(f"wdata:{item.id}"), self._p(f"wd:{item.id}")
        yield f"{record} {self._p('schema:about')} {me} {self._graph} ."
        for part in self._recorded(item):
            yield f"{record} {part} {self._graph} ."
        for part in self._said(item):
            yield f"{me} {part} {self._graph} ."

    def _recorded(self, item: Item) -> Iterator[str]:
        yield f"{self._p('schema:version')} {typed_literal(str(item.revision), XSD + 'integer')}"
        yield f"{self._p('schema:dateModified')} {typed_literal(item.modified[:10], XSD + 'date')}"
        yield f"{self._p('dcterms:license')} <{_CC0}>"

    def _said(self, item: Item) -> Iterator[str]:
        for lang, text in item.labels.items():
            yield f"{self._p('rdfs:label')} {lang_literal(text, language_tag(lang))}"
        for lang, texts in item.aliases.items():
            for text in texts:
                yield f"{self._p('skos:altLabel')} {lang_literal(text, language_tag(lang))}"
        for lang, text in item.descriptions.items():
            yield f"{self._p('schema:description')} {lang_literal(text, language_tag(lang))}"
        for claim in item.claims:
            if claim.datatype in _KEPT and claim.value.kind == "text" and claim in item.best(claim.property):
                yield f"{self._p('wdt:' + claim.property)} {typed_literal(claim.value.text)}"
