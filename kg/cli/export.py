"""`kg export`: the whole graph as an RDF file."""

from __future__ import annotations

import sys

from kg.cli.options import as_of_option, opened, parser

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Parse the words and write the graph to a file, or to standard output when it is piped."""
    options = parser(
        "export",
        "Write the whole graph: kg export turtle -o karmen.ttl. It holds entities, sources, statements with their "
        "evidence, decisions, the ontology with its alignments, and a node that names version and licence.",
    )
    options.add_argument(
        "form",
        choices=("nquads", "turtle", "trig"),
        help="nquads (sorted, as built), turtle (all but Wikidata's part), trig (a graph per source, and Wikidata's)",
    )
    options.add_argument("-o", "--output", metavar="FILE", help="default: standard output")
    as_of_option(options)
    given = options.parse_args(words)
    graph = opened(given.home, given.as_of)
    from kg.export.files import write_atomically
    from kg.export.rdf import export_rdf

    data = export_rdf(graph.build, graph.terms, given.form)
    if given.output:
        write_atomically(given.output, data)
        print(f"{given.output}: {len(data):,} bytes")
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    return 0
