"""The blocks of a container as a browser shows them: its words in order, parted where elements begin a new line.

The elements are those of the rendering section of the HTML standard. What is not shown is passed over; everything that
is not a block is part of a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from lxml import etree

from crawler.page.tree import HEADINGS, SENTENCE_END, words
from crawler.text.unicode import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS = HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li",
    "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p", "plaintext", "pre", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
}  # fmt: skip
_HIDDEN = {
    "area", "audio", "base", "canvas", "col", "colgroup", "datalist", "del", "embed", "frame", "frameset", "head",
    "iframe", "input", "link", "map", "meta", "noembed", "noframes", "noscript", "object", "param", "rp", "rt",
    "script", "select", "source", "style", "svg", "template", "textarea", "title", "track", "video",
}  # fmt: skip
_PARAGRAPHS = HEADINGS | {"p"}
_LISTS = {"ul", "ol", "dl", "menu", "dir", "table"}
_TYPED = {"pre", "listing", "plaintext", "xmp"}
# What pages put into a line though it is a block.
_IN_A_LINE = {"center", "details", "summary", "hgroup", "div"}
_LONG_LINE, _LONGEST_INSERT, _LONGEST_CAP = 60, 60, 2
# So many characters of a line tell whether a sentence ends there.
_LONGEST_END = 20
# A cell of so many long paragraphs holds a part of the page, and the table is no table.
_PARTS, _LONG_PART = 2, 80
_BLANK_LINE = re.compile(r"\n\s*\n")
_GOES_ON = re.compile(r"[a-z]")
_DROP_CAP = re.compile(r"[\"'“‘]?[A-Z]")
# Sentences that an editor has set in elements one right behind the other.
_SENTENCE_ENDS, _SENTENCE_BEGINS = (
    re.compile(r"[a-z가-힣]{2}[.!?…][\"'”’)]*$"),
    re.compile(r"[\"'“‘(]?(?:[A-Z][a-z]|[가-힣])"),
)
_ENDED = re.compile(r"[.!?:;。…」』][\"'”’」』»)\]]{0,9}$")


@dataclass(slots=True)
class Block:
    """A paragraph, a heading, an entry of a list, or a row of a table."""

    tag: str
    """The element whose block it is: `p` also for text that stands bare."""
    lines: list[str] = field(default_factory=lambda: [""])
    """Its lines; an empty one is a blank line."""
    is_tail: bool = False
    """True if it follows a block in the element that holds both."""

    @property
    def text(self) -> str:
        """Its lines that are not empty."""
        return "\n".join(line for line in map(fold, self.lines) if line)

    @property
    def is_empty(self) -> bool:
        """True if none of its lines has words."""
        return not any(map(fold, self.lines))


def blocks_of(root: HtmlElement) -> list[Block]:
    """Returns the blocks of an element that have words, in the order of the page; its own tail is none of it."""
    writer = _Writer(root)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            writer.end(element)
        elif writer.begin(element):
            walk.skip_subtree()
    writer.close()
    return _join_lines([each for block in writer.blocks for each in _paragraphs_of(block)])


class _Writer:
    def __init__(self, root: HtmlElement) -> None:
        self.blocks: list[Block] = []
        self._root = root
        # The blocks around the text that is read: paragraphs, entries, other boxes.
        self._around: list[str] = ["div"]
        self._block = Block("div")
        # The block's last line in pieces, and how it ends: a line that is joined with each piece is copied as often.
        self._line: list[str] = []
        self._end = ""

    def begin(self, element: HtmlElement) -> bool:
        """Begins an element; true if nothing in it is to be read."""
        tag = str(element.tag)
        if tag in _HIDDEN:
            return True
        if tag == "br":
            self._break()
        elif (tag in _TYPED and element.find("p") is None) or (tag == "table" and _is_tabular(element)):
            self._write_alone(element)
            return True
        elif tag in BLOCKS:
            self._part(tag)
            self._around.append(tag)
            self._next(is_tail=False)
        self._write("“" if tag == "q" else "")
        self._write(element.text, at_edge=True)
        return False

    def end(self, element: HtmlElement) -> None:
        """Ends an element, and reads the text behind it."""
        tag = str(element.tag)
        if tag == "q":
            self._write("”")
        if tag in BLOCKS and len(self._around) > 1 and self._around[-1] == tag:
            self._part(tag)
            self._around.pop()
            self._next(is_tail=True)
        if element is not self._root:
            self._write(element.tail, at_edge=tag != "a")

    def close(self) -> None:
        self._end_line()
        if not self._block.is_empty:
            self.blocks.append(self._block)
        self._block = Block("div")

    def _write(self, text: str | None, *, at_edge: bool = False) -> None:
        if text:
            parts = at_edge and _SENTENCE_BEGINS.match(text) and _SENTENCE_ENDS.search(self._end)
            piece = f"{' ' if parts else ''}{text.replace(chr(10), ' ')}"
            self._line.append(piece)
            self._end = f"{self._end}{piece[-_LONGEST_END:]}"[-_LONGEST_END:]

    def _break(self) -> None:
        self._end_line()
        self._block.lines.append("")

    def _end_line(self) -> None:
        self._block.lines[-1] += "".join(self._line)
        self._line, self._end = [], ""

    def _part(self, tag: str) -> None:
        """Ends the lines before the edge of a block: within an entry of a list they go on in the same one."""
        if self._in_entry() and tag not in {*_LISTS, "li"}:
            self._break()
        else:
            self.close()

    def _in_entry(self) -> bool:
        """True if the text that is read is of an entry, and not of a list within it."""
        for tag in reversed(self._around):
            if tag == "li":
                return True
            if tag in _LISTS:
                return False
        return False

    def _next(self, *, is_tail: bool) -> None:
        if self._block.is_empty:
            tag = "li" if self._in_entry() else self._around[-1]
            self._block = Block(tag, is_tail=is_tail)

    def _write_alone(self, element: HtmlElement) -> None:
        self.close()
        if element.tag == "table":
            captions = [Block("p", [words(each)]) for each in element.iter("caption")]
            self.blocks += [block for block in (*captions, *map(_row, element.iter("tr"))) if not block.is_empty]
        else:
            self.blocks += _typed(str(element.text_content()))
        self._block = Block(self._around[-1], is_tail=True)


def _row(row: HtmlElement) -> Block:
    cells = (words(cell) for cell in row.iterchildren("td", "th"))
    return Block("tr", [" | ".join(cell for cell in cells if cell)])


def _is_tabular(table: HtmlElement) -> bool:
    """True if a table holds data: no other table, and no parts of a page."""
    if table.get("role") in {"presentation", "none"} or table.find(".//table") is not None:
        return False
    if all(sum(1 for _ in row.iterchildren("td", "th")) <= 1 for row in table.iter("tr")):
        return False
    return not any(
        sum(len(words(part)) >= _LONG_PART for part in cell.iter("p")) >= _PARTS for cell in table.iter("td")
    )


def _typed(text: str) -> list[Block]:
    """Returns text that is set as it was typed: sentences as paragraphs, anything else by its lines."""
    parts = [part for part in _BLANK_LINE.split(text.strip()) if part.strip()]
    if SENTENCE_END.search(text.strip()):
        return [Block("p", [part.replace("\n", " ")]) for part in parts]
    return [Block("pre", part.splitlines()) for part in parts]


def _paragraphs_of(block: Block) -> list[Block]:
    """Parts a block at its line breaks.

    A blank line ends a paragraph. A single break does so in bare text, after a long sentence in a paragraph, and where
    all lines of a paragraph are sentences and one is long. In an entry of a list none does.
    """
    lines = [fold(line) for line in block.lines]
    if block.tag in {"li", "pre", "tr"}:
        return [block]
    ends_each = block.tag not in _PARAGRAPHS or _are_sentences([line for line in lines if line])
    parts = [Block(block.tag, [], is_tail=block.is_tail)]
    for line in lines:
        if line:
            parts[-1].lines.append(line)
        ends = ends_each or not line or (len(line) > _LONG_LINE and SENTENCE_END.search(line))
        if ends and parts[-1].lines:
            parts.append(Block(block.tag, []))
    return [part for part in parts if part.lines]


def _are_sentences(lines: list[str]) -> bool:
    return all(map(SENTENCE_END.search, lines)) and any(len(line) > _LONG_LINE for line in lines)


class _Run:
    """Blocks that make one, each of its lines in pieces: joined one by one, a text is copied as often as it grows."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self._lines = [[line] for line in block.lines]

    def is_short(self, longest: int) -> bool:
        """True if its text is not longer."""
        length = -1
        for piece in chain.from_iterable(self._lines):
            length += len(said) + 1 if (said := fold(piece)) else 0
            if length > longest:
                return False
        return True

    def is_open(self) -> bool:
        """True if it is text that ends amid a sentence."""
        if self.block.tag in {*HEADINGS, "li", "tr", "pre"}:
            return False
        pieces = (fold(piece) for line in reversed(self._lines) for piece in reversed(line))
        return not _ENDED.search(next(filter(None, pieces), ""))

    def go_on(self, lines: list[str]) -> None:
        """Goes on with lines, the first of which belongs to its last one."""
        self._lines[-1].append(lines[0])
        self._lines += [[line] for line in lines[1:]]

    def take(self, insert: _Run) -> None:
        """Makes one line of all that it has and of all that another has."""
        self._lines[0] += chain.from_iterable([*self._lines[1:], *insert._lines])
        del self._lines[1:]

    def join(self) -> Block:
        self.block.lines = [" ".join(pieces) for pieces in self._lines]
        return self.block


def _join_lines(blocks: list[Block]) -> list[Block]:
    """Joins what a block in a sentence has parted: an advertisement, a first letter, a word in no block's element."""
    runs: list[_Run] = []
    for block in blocks:
        goes_on = _GOES_ON.match(block.lines[0])
        if goes_on and runs and runs[-1].is_short(_LONGEST_CAP) and _DROP_CAP.fullmatch(runs[-1].join().text):
            block.lines[0] = f"{runs.pop().join().text}{block.lines[0]}"
            goes_on = _GOES_ON.match(block.lines[0])
        if block.is_tail and goes_on and runs and runs[-1].is_open():
            insert = runs[-1]
            is_insert = insert.block.tag in _IN_A_LINE and insert.is_short(_LONGEST_INSERT)
            if is_insert and len(runs) > 1 and runs[-2].is_open():
                runs.pop()
                runs[-1].take(insert)
            runs[-1].go_on(block.lines)
        else:
            runs.append(_Run(block))
    return [run.join() for run in runs]
