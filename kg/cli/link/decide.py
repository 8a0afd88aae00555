"""`kg link decide`: record one judgement about an entity and an item."""

from __future__ import annotations

from kg.cli.link.asking import signed, signing_options
from kg.cli.options import parser

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Parse the words and write the row."""
    from kg.curation.links import PREDICATES
    from kg.decisions import LinkVerdict

    options = parser(
        "link decide", "Record one decision: kg link decide person/… Q7747 accepted --seen https://… --why '…'"
    )
    options.add_argument("entity", help="id of the entity")
    options.add_argument("item", help="id of the Wikidata item")
    options.add_argument("verdict", choices=[str(one) for one in LinkVerdict])
    options.add_argument("--why", default="", help="the reason in your words")
    options.add_argument(
        "--seen", action="append", default=[], metavar="URL", help="where item and name stand together"
    )
    options.add_argument(
        "--as", dest="predicate", choices=PREDICATES, default=PREDICATES[0], help="how they stand to each other"
    )
    options.add_argument("--label", default="", help="how the item is called")
    options.add_argument("--confidence", default="", metavar="0…1")
    signing_options(options)
    given = options.parse_args(words)
    from kg.link.decide import decide
    from kg.link.known import read_known
    from kg.resources import find_home

    home = find_home(given.home)
    made = decide(
        home, read_known(home), given.entity, given.item, LinkVerdict(given.verdict), why=given.why,
        evidence=given.seen, predicate=given.predicate, item_label=given.label, confidence=given.confidence,
        **signed(given),
    )  # fmt: skip
    print(f"{made.verdict}: {made.entity} and {made.item} ({made.predicate}), signed {made.by}, {made.date}")
    return 0
