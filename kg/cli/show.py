"""`kg show`: an entity by id or by any of its names, each value with who says so and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.cli.options import LANGUAGES, as_of_option, opened, output_options, parser
from kg.export.words import marks, receipt_json, receipt_text, value_text

if TYPE_CHECKING:
    from kg.api import Graph
    from kg.query.receipts import Receipt
    from kg.query.show import EntityPage

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Parse the words and print the entity."""
    options = parser("show", "Show an entity: kg show 'Roman Karmen', kg show 罗曼·卡尔曼, kg show work/red-silk")
    options.add_argument("entity", help="id, or any label or alias in any language")
    output_options(options, ("text", "json"), "text", "default: text")
    options.add_argument("--lang", choices=LANGUAGES, default="en", help="language of labels (default: en)")
    as_of_option(options)
    given = options.parse_args(words)
    graph = opened(given.home, given.as_of)
    page = graph.show(given.entity)
    if given.footnotes or given.cite:
        print(_cited(graph, page, given.footnotes, given.cite, given.lang), end="")
    elif given.format == "json":
        import json

        print(json.dumps(_as_json(graph, page), ensure_ascii=False, indent=2))
    else:
        _print_page(graph, page, given.lang)
    return 0


def _cited(graph: Graph, page: EntityPage, footnotes: str | None, cite: str | None, lang: str) -> str:
    from kg.query.sources import Sources

    sources = Sources(graph.view, graph.home.queries, graph.terms)
    if cite:
        from kg.export.bibliography import Bibliography, cited_by_page

        return Bibliography(sources, graph.names, graph.terms, lang).write(cited_by_page(page), cite)
    from kg.export.footnotes import as_html, as_markdown, footnoted_page

    made = footnoted_page(page, sources, graph.names, graph.terms, lang)
    return as_html(made) if footnotes == "html" else as_markdown(made)


def _as_json(graph: Graph, page: EntityPage) -> dict[str, object]:
    return {
        "id": page.id,
        "iri": page.iri,
        "class": page.cls,
        "labels": page.labels,
        "aliases": page.aliases,
        "description": page.description or None,
        "unnamed": page.unnamed,
        "metadata": page.metadata,
        "statements": [_statement_json(graph, one) for one in page.statements],
        "mentions": [_statement_json(graph, one) for one in page.mentions],
        "judgements": [judgement._asdict() for judgement in page.judgements],
        "build": graph.build.content,
        **({"asOf": graph.build.as_of} if graph.build.as_of else {}),
    }


def _statement_json(graph: Graph, receipt: Receipt) -> dict[str, object]:
    """A receipt, the number of independent origins of its fact (null for what is told as no fact), and whether that is
    an upper bound.
    """
    told = receipt.mode == "fact"
    return {
        **receipt_json(receipt, graph.names, graph.terms),
        "origins": graph.origins(receipt.statement) if told else None,
        "originsAtMost": told and graph.origins_at_most(receipt.statement),
    }


def _print_page(graph: Graph, page: EntityPage, lang: str) -> None:
    names = dict.fromkeys([page.labels.get(lang, page.id), *page.labels.values()])
    print(" · ".join(names))
    cls = graph.names.label(graph.terms.expand(f"kg:{page.cls}"), lang)
    print(f"{page.id} · {cls}{' · ' + page.description if page.description else ''}")
    also = [alias for aliases in page.aliases.values() for alias in aliases]
    if also:
        print(f"also: {', '.join(also)}")
    if page.unnamed:
        print("the source leaves this one nameless; the label is ours")
    for name, values in page.metadata.items():
        print(f"{name}: {', '.join(values)}")
    numbers: dict[str, int] = {}
    for one in page.statements + page.mentions:
        numbers.setdefault(_receipt(graph, one, lang), len(numbers) + 1)
    _print_statements(graph, page.statements, numbers, lang, subject=False)
    if page.mentions:
        print("\nnamed in")
        _print_statements(graph, page.mentions, numbers, lang, subject=True)
    for judgement in page.judgements:
        print(f"\ndecided: {judgement.verdict} as {judgement.entity}, by {judgement.by}, {judgement.on}")
        print(f"  {judgement.reason}")
    print()
    for text, number in numbers.items():
        print(f"[{number}] {text}")


def _receipt(graph: Graph, receipt: Receipt, lang: str) -> str:
    return receipt_text(receipt, graph.names, graph.terms, lang)


def _corroboration(graph: Graph, receipt: Receipt) -> list[str]:
    """How many independent origins a fact has, where that is more than one; `up to` where copies are among them."""
    count = graph.origins(receipt.statement) if receipt.mode == "fact" else 0
    bound = "up to " if graph.origins_at_most(receipt.statement) else ""
    return [f"{bound}{count} independent origins"] if count > 1 else []


def _print_statements(
    graph: Graph, receipts: tuple[Receipt, ...], numbers: dict[str, int], lang: str, *, subject: bool
) -> None:
    last = ""
    for one in receipts:
        name = graph.names.label(graph.terms.expand(f"kg:{one.property}"), lang)
        who = f"{graph.names.label(graph.terms.iri(one.subject), lang)}: " if subject else ""
        if f"{who}{name}" != last:
            print(f"\n{who}{name}" if not subject else f"\n  {who}{name}")
            last = f"{who}{name}"
        told = "".join(f" ({mark})" for mark in [*marks(one), *_corroboration(graph, one)])
        indent = "    " if subject else "  "
        print(
            f"{indent}{value_text(one, graph.names, graph.terms, lang)}{told} [{numbers[_receipt(graph, one, lang)]}]"
        )
        if one.note:
            print(f"{indent}  note: {one.note}")
