"""Statements as quads, in Wikibase's shape: a plain fact beside a statement node that carries the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.build.literals import date_literal, lang_literal, typed_literal
from kg.dates import EDTF
from kg.ids import evidence_id
from kg.model import Ref

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.claims.rank import Ranked
    from kg.model import Evidence, Literal, Statement, Term
    from kg.ontology import Ontology
    from kg.terms import Terms

__all__ = ["StatementWriter"]


class StatementWriter:
    """Turns ranked statements into N-Triples lines; holds the IRIs that are the same for all of them."""

    def __init__(self, terms: Terms, ontology: Ontology) -> None:
        self.places: dict[tuple[str, Evidence], str] = {}
        """Every place named so far, with its id."""
        self._properties = ontology.properties
        p = terms.prefixes
        self._kg, self._claim, self._main, self._qualifier = p["kg"], p["kgp"], p["kgs"], p["kgq"]
        self._st, self._ev, self._id = p["st"], p["ev"], f"{terms.base}id/"
        self._type = f"<{p['rdf']}type>"
        self._derived = f"<{p['prov']}wasDerivedFrom>"
        self._rank = f"<{p['wikibase']}rank>"
        self._wikibase = p["wikibase"]

    def block(self, ranked: Ranked, conflicts: tuple[str, ...]) -> str:
        """The lines of one statement: node, value, qualifiers, voice, evidence, and the plain fact if it gives one."""
        statement = ranked.statement
        kg, name = self._kg, statement.property
        node, subject = f"<{self._st}{ranked.id}>", f"<{self._id}{statement.subject}>"
        value = self._term(name, statement.value)
        same = (  # what every statement has, in one piece: a line each takes twice as long
            f"{node} {self._type} <{kg}Statement> .\n"
            f"{subject} <{self._claim}{name}> {node} .\n"
            f"{node} <{self._main}{name}> {value} .\n"
            f"{node} <{kg}subject> {subject} .\n"
            f"{node} <{kg}property> <{kg}{name}> .\n"
            f"{node} <{kg}statedIn> <{self._id}{statement.source}> .\n"
            f"{node} <{kg}mode> <{kg}{statement.mode.capitalize()}> .\n"
            f"{node} <{kg}certainty> <{kg}{statement.certainty.capitalize()}> .\n"
            f"{node} {self._rank} <{self._wikibase}{ranked.rank.capitalize()}Rank> ."
        )
        return "\n".join([same, *self._own(ranked, node, f"{subject} <{kg}{name}> {value} .", conflicts)])

    def _own(self, ranked: Ranked, node: str, plain: str, conflicts: tuple[str, ...]) -> Iterator[str]:
        """What only some statements have, or several times."""
        kg, statement = self._kg, ranked.statement
        if ranked.best:
            yield f"{node} {self._type} <{self._wikibase}BestRank> ."
        if ranked.plain:
            yield plain
        for voice in statement.voice:
            yield f"{node} <{kg}voice> <{self._id}{voice}> ."
        for place in statement.evidence:
            yield f"{node} {self._derived} <{self._ev}{self._place(statement.source, place)}> ."
        for other in conflicts:
            yield f"{node} <{kg}disputedBy> <{self._st}{other}> ."
        yield from self._details(node, statement)
        yield from self._time(node, statement)

    def _place(self, source: str, place: Evidence) -> str:
        """The id of a place; many statements share one, so it is hashed once and kept in `places`."""
        found = self.places.get((source, place))
        if found is None:
            found = self.places[source, place] = evidence_id(source, place)
        return found

    def _details(self, node: str, statement: Statement) -> Iterator[str]:
        kg = self._kg
        for name, value in statement.qualifiers:
            yield f"{node} <{self._qualifier}{name}> {self._term(name, value)} ."
        if statement.act:
            yield f"{node} <{kg}act> <{self._id}{statement.act}> ."
        if statement.note:
            yield f"{node} <{kg}note> {lang_literal(statement.note, 'en')} ."
        if statement.key:
            yield f"{node} <{kg}key> {typed_literal(statement.key)} ."
        for line in statement.lines:
            yield f"{node} <{kg}dossierLine> {typed_literal(line)} ."
        if not isinstance(statement.value, Ref) and statement.value.unit:
            yield f"{node} <{kg}unit> {typed_literal(statement.value.unit)} ."

    def _time(self, node: str, statement: Statement) -> Iterator[str]:
        """Bounds of the time of the event told, and the window in which a plan is due."""
        first = last = ""
        if self._properties[statement.property].range == EDTF and not isinstance(statement.value, Ref):
            _, first, last = date_literal(statement.value.text)
        for name, value in statement.qualifiers:
            if isinstance(value, Ref):
                continue
            if name == "when":
                _, first, last = date_literal(value.text)
            elif name == "from":
                first = date_literal(value.text)[1]
            elif name == "until":
                last = date_literal(value.text)[2]
            elif name == "due":
                yield from self._bounds(node, "dueEarliest", "dueLatest", *date_literal(value.text)[1:])
        yield from self._bounds(node, "earliest", "latest", first, last)

    def _bounds(self, node: str, low: str, high: str, first: str, last: str) -> Iterator[str]:
        if first:
            yield f"{node} <{self._kg}{low}> {first} ."
        if last:
            yield f"{node} <{self._kg}{high}> {last} ."

    def _term(self, name: str, value: Term) -> str:
        return f"<{self._id}{value.id}>" if isinstance(value, Ref) else self._literal(name, value)

    def _literal(self, name: str, value: Literal) -> str:
        datatype = self._properties[name].range
        if datatype == EDTF:
            return date_literal(value.text)[0]
        return lang_literal(value.text, value.lang) if value.lang else typed_literal(value.text, datatype)
