"""Writes a neighbourhood of articles as Graphviz DOT and as GraphML."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from lxml import etree

from crawler.text.unicode import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.stories.article_graph import Edge, Neighbourhood, Node

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
# ColorBrewer's Pastel1: black text is readable on each.
_COLOURS = ("#b3cde3", "#ccebc5", "#fbb4ae", "#decbe4", "#fed9a6", "#ffffcc", "#e5d8bd", "#fddaec")
_LINE = 30
_MOST_LINES = 4
_STYLES = {
    "related": "",
    "inline": ' [style="dashed"]',
    "story": ' [dir="none", color="#c0392b", penwidth="2", constraint="false"]',
}


def to_dot(found: Neighbourhood) -> str:
    """Returns the graph as DOT: one colour an outlet, dashed boxes if not stored, red lines within a story."""
    outlets = list(dict.fromkeys(node.outlet for node in found.nodes.values() if node.outlet))
    lines = [
        "digraph related {",
        '  graph [rankdir="LR", ranksep="0.7", nodesep="0.25", fontname="sans-serif"];',
        '  node [shape="box", style="filled,rounded", fontname="sans-serif", fontsize="10", color="#555555"];',
        '  edge [color="#555555", arrowsize="0.7"];',
    ]
    for key, node in found.nodes.items():
        if node.outlet:
            fill = f'fillcolor="{_COLOURS[outlets.index(node.outlet) % len(_COLOURS)]}"'
        else:
            fill = 'fillcolor="white", style="filled,rounded,dashed"'
        width = ', penwidth="2.5"' if node.steps == 0 else ""
        lines.append(f"  {_quoted(key)} [label={_quoted(_label(node))}, {fill}{width}];")
    lines += [
        f"  {_quoted(edge.source)} -> {_quoted(edge.target)}{_STYLES.get(edge.kind, '')};" for edge in _drawn(found)
    ]
    return "\n".join([*lines, "}"]) + "\n"


def to_graphml(found: Neighbourhood) -> str:
    """Returns the graph as GraphML, which networkx, Gephi and yEd read."""
    root = etree.Element(f"{{{_GRAPHML}}}graphml", nsmap={None: _GRAPHML})
    node_fields = ("steps", "url", "title", "id", "outlet", "published", "state")
    edge_fields = ("kind", "why", "last_seen")
    for of, fields in (("node", node_fields), ("edge", edge_fields)):
        for name in fields:
            kind = "int" if name == "steps" else "string"
            declared = {"id": f"{of}_{name}", "for": of, "attr.name": name, "attr.type": kind}
            etree.SubElement(root, f"{{{_GRAPHML}}}key", declared)
    graph = etree.SubElement(root, f"{{{_GRAPHML}}}graph", {"id": "related", "edgedefault": "directed"})
    for key, node in found.nodes.items():
        element = etree.SubElement(graph, f"{{{_GRAPHML}}}node", {"id": clean(key)})
        _add_data(element, "node", {name: str(getattr(node, name)) for name in node_fields})
    for edge in found.edges:
        ends = {"source": clean(edge.source), "target": clean(edge.target)}
        element = etree.SubElement(graph, f"{{{_GRAPHML}}}edge", ends)
        _add_data(element, "edge", {name: getattr(edge, name) for name in edge_fields})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True).decode()


def _drawn(found: Neighbourhood) -> Iterator[Edge]:
    """Yields all links, and of the matches in each story a spanning tree of the earliest, to keep lines few."""
    root: dict[str, str] = {}

    def find(key: str) -> str:
        while root.setdefault(key, key) != key:
            key = root[key]
        return key

    published = {key: (node.published, key) for key, node in found.nodes.items()}
    for edge in sorted(found.edges, key=lambda edge: (published[edge.target], published[edge.source])):
        if edge.kind != "story":
            yield edge
        elif (one := find(edge.source)) != (two := find(edge.target)):
            root[one] = two
            yield edge


def _label(node: Node) -> str:
    head = " ".join(part for part in (node.outlet, node.published[:10]) if part) or "not stored"
    if node.state in {"teaser", "gone"}:
        head += f" ({node.state})"
    title = textwrap.wrap(node.title or node.url, _LINE)
    if len(title) > _MOST_LINES:
        title = [*title[: _MOST_LINES - 1], f"{title[_MOST_LINES - 1]} …"]
    return "\n".join([head, *title])


def _quoted(text: str) -> str:
    escaped = clean(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _add_data(element: etree._Element, of: str, values: dict[str, str]) -> None:
    for name, value in values.items():
        etree.SubElement(element, f"{{{_GRAPHML}}}data", {"key": f"{of}_{name}"}).text = clean(value)
