"""Queries: parses search words, as they are typed, and matches them against texts. Pure.

    query   = either { [ AND ] either }
    either  = operand { ( OR | "|" ) operand }
    operand = [ NOT | "-" ] ( word | name | phrase | "(" query ")" )

Operators are upper or lower case. A minus stands before its operand without white space; within a word it is a hyphen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from crawler.selection.expression import AllOf, AnyOf, Excluded, Expression
from crawler.selection.terms import (
    CLOSING_QUOTES,
    COMMAS,
    DASHES,
    PUNCTUATION,
    SINGLE_QUOTES,
    Names,
    Term,
    match_form,
)
from crawler.text.unicode import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS = {"(": "(", "（": "(", ")": ")", "）": ")", "|": "or", "｜": "or"}
_OPERATORS = {"and", "or", "not"}
_ENDS = re.escape("".join(_SIGNS))
# Quotation marks that are no apostrophes.
_MARKS = {mark for opening, closing in CLOSING_QUOTES.items() for mark in opening + closing} - set(SINGLE_QUOTES)
_SPACE = re.compile(r"\s*")
_MINUS = re.compile(rf"[{re.escape(DASHES)}](?=[^\s)）|｜])")
# Commas part words, with white space behind them or without; those between digits belong to a number.
_WORD = re.compile(rf"(?:[^\s{_ENDS}{''.join(_MARKS)}{COMMAS}]|(?<=\d)[{COMMAS}](?=\d))+|[{COMMAS}]+")
# What other search engines read as signs of their own.
_FOREIGN_SIGN = re.compile(r"[+~!](?=\w)")
_AFTER_PHRASE = re.compile(rf"[{PUNCTUATION}]*(?=[\s{_ENDS}]|\Z)|[{COMMAS}]+")
# A single mark before a letter is an apostrophe.
_SINGLE_CLOSING = re.compile(rf"[{SINGLE_QUOTES}](?=[\s{_ENDS}{PUNCTUATION}]|\Z)")
_FIELD = re.compile(
    r"[^\W\d_]+[:：](?=[^\s)）|｜,;.!?])|(?:(?:in)?(?:title|text|url)|subtitle|author|section|tag|site|date|제목|본문)[:：]",
    re.IGNORECASE,
)
_PARAGRAPH_END = re.compile(r"\n\s*\n")
_MOST_TERMS = 50
_DEEPEST = 20
# Characters of a query that a message repeats.
_SHOWN = 40
NO_NAMES = Names()


@dataclass(frozen=True)
class Query:
    """A parsed query."""

    text: str
    """The query as it was given, white space folded."""
    expression: Expression

    def __str__(self) -> str:
        """Returns a query of the same meaning in which all terms are quoted."""
        return str(self.expression)

    def matches(self, *texts: str) -> bool:
        """True if the texts of an article (title, subtitle, text), taken together, match.

        A phrase matches within one of the texts, and within one of the paragraphs that blank lines separate.
        """
        paragraphs = (paragraph for text in texts for paragraph in _PARAGRAPH_END.split(clean(text)))
        return self.expression.matches("\n".join(map(match_form, paragraphs)))

    def mentions(self, *texts: str) -> bool:
        """True if the texts have any word that is not excluded, as `Term.mentions` has it."""
        return self.expression.mentions(match_form("\n".join(texts)))

    def searches(self, *, hangul: bool) -> list[str]:
        """Returns the strings to enter into an outlet's own search; their results together hold every match."""
        return list(dict.fromkeys(self.expression.searches(hangul=hangul)))


def parse_query(text: str, names: Names = NO_NAMES) -> Query:
    """Parses a query, such as `SoftBank (OpenAI OR "Masayoshi Son") -Hawks`.

    `names` are matched in all their forms. `docs/arguments.md` has the language.

    Raises:
        ValueError: The query is malformed; the message is one clause, with the column of what is wrong.
    """
    cleaned = clean(text)
    tokens = list(_tokens(cleaned, names))
    terms = sum(token.term is not None for token in tokens)
    if terms > _MOST_TERMS:
        raise ValueError(f"more than {_MOST_TERMS} terms: {terms}")
    if not tokens:
        raise ValueError("it has no words")
    expression = _Parser(cleaned, tokens).parse()
    if not expression.is_wanted:
        raise ValueError("it has only excluded words")
    return Query(" ".join(cleaned.split()), expression)


def _refuse(why: str, start: int) -> NoReturn:
    raise ValueError(f"{why}, column {start + 1}")


@dataclass(frozen=True)
class _Token:
    kind: str
    """`term`, `and`, `or`, `not`, `(` or `)`."""
    start: int
    end: int
    term: Term | None = None


def _tokens(text: str, names: Names) -> Iterator[_Token]:
    last_closing = max((match.start() for match in _SINGLE_CLOSING.finditer(text)), default=-1)
    start = _after(_SPACE, text, 0)
    while start < len(text):
        token = (
            _name(text, start, names)
            or _sign(text, start)
            or _phrase(text, start, names, last_closing)
            or _word(text, start, names)
        )
        yield token
        start = _after(_SPACE, text, _after(_AFTER_PHRASE, text, token.end) if token.term else token.end)


def _after(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _name(text: str, start: int, names: Names) -> _Token | None:
    name = "" if text[start] in DASHES else names.longest_at(text, start)
    if not name or match_form(name) in _OPERATORS:
        return None
    return _Token("term", start, start + len(name), names.term(" ".join(name.split())))


def _sign(text: str, start: int) -> _Token | None:
    kind = "not" if _MINUS.match(text, start) else _SIGNS.get(text[start])
    return _Token(kind, start, start + 1) if kind else None


def _phrase(text: str, start: int, names: Names, last_closing: int) -> _Token | None:
    """Returns the phrase that begins at a place; none if there is no mark, or one that is an apostrophe."""
    mark = text[start]
    if mark not in CLOSING_QUOTES:
        return None
    if mark not in SINGLE_QUOTES:
        closing = re.compile(f"[{CLOSING_QUOTES[mark]}]").search(text, start + 1)
    else:
        closing = _SINGLE_CLOSING.search(text, start + 1) if start < last_closing else None
        if not closing and (mark == "’" or text[start + 1 : start + 2].isdecimal()):
            return None
    if not closing:
        _refuse("unclosed quotation mark", start)
    end = closing.end()
    if not _AFTER_PHRASE.match(text, end):
        _refuse("quotation mark inside a word", closing.start())
    words = " ".join(text[start + 1 : closing.start()].split())
    _check_word(words, text[start:end], start)
    return _Token("term", start, end, names.phrase(words))


def _word(text: str, start: int, names: Names) -> _Token:
    """Returns the word or operator that begins at a place."""
    match = _WORD.match(text, start)
    if not match:
        _refuse("unopened quotation mark", start)
    if field := _FIELD.match(text, start):
        _refuse(f"{field[0]} is not supported, as there is no search by field", start)
    if asterisk := re.search("[*＊]", match[0]):
        _refuse(f"{asterisk[0]} is not supported, as there are no wildcards", start + asterisk.start())
    if sign := _FOREIGN_SIGN.match(match[0]):
        _refuse(f"{sign[0]} before a word is not supported", start)
    if text[match.end() : match.end() + 1] in _MARKS:
        _refuse("quotation mark inside a word", match.end())
    word = match[0].rstrip(PUNCTUATION)
    if match_form(word) in _OPERATORS:
        return _Token(match_form(word), start, match.end())
    _check_word(word, match[0], start)
    return _Token("term", start, match.end(), names.term(word))


def _check_word(word: str, given: str, start: int) -> None:
    if not any(char.isalnum() for char in word):
        _refuse(f"{given[:_SHOWN]!r} is not a word", start)


class _Parser:
    """Parses tokens by the grammar above."""

    def __init__(self, text: str, tokens: list[_Token]) -> None:
        self._text, self._tokens, self._place = text, tokens, 0

    def parse(self) -> Expression:
        expression = self._all_of(0)
        if rest := self._next():
            _refuse("closing bracket without an opening one", rest.start)
        return expression

    def _next(self, *kinds: str) -> _Token | None:
        """Returns the next token if it is one of these kinds, or any if none are given."""
        token = self._tokens[self._place] if self._place < len(self._tokens) else None
        return token if token and (not kinds or token.kind in kinds) else None

    def _take(self, *kinds: str) -> _Token | None:
        token = self._next(*kinds)
        self._place += token is not None
        return token

    def _typed(self, token: _Token) -> str:
        return self._text[token.start : token.end]

    def _all_of(self, depth: int) -> Expression:
        parts = [self._any_of(depth, None)]
        while self._next() and not self._next(")"):
            parts.append(self._any_of(depth, self._take("and")))
        return AllOf(tuple(parts)) if len(parts) > 1 else parts[0]

    def _any_of(self, depth: int, operator: _Token | None) -> Expression:
        found: list[tuple[Expression, int, int]] = []
        while operator or not found:
            first = self._place
            part = self._operand(depth, operator)
            found.append((part, self._tokens[first].start, self._tokens[self._place - 1].end))
            operator = self._take("or")
        if len(found) == 1:
            return found[0][0]
        for part, start, end in found:
            if not part.is_wanted:
                given = " ".join(self._text[start:end].split())
                _refuse(f"{given[:_SHOWN]} cannot be combined with OR", start)
        return AnyOf(tuple(part for part, _, _ in found))

    def _operand(self, depth: int, operator: _Token | None) -> Expression:
        """Parses what stands behind an operator, or at the beginning."""
        if negation := self._take("not"):
            if not self._next("term", "("):
                _refuse(f"{self._typed(negation)} must stand before a term", negation.start)
            return Excluded(self._operand(depth, None))
        token = self._take()
        if token and token.term:
            return token.term
        if token and token.kind == "(":
            return self._bracket(depth + 1, token)
        if (misplaced := operator or token) and misplaced.kind != ")":
            _refuse(f"{self._typed(misplaced)} must stand between two terms", misplaced.start)
        _refuse("closing bracket without an opening one", token.start if token else len(self._text))

    def _bracket(self, depth: int, opening: _Token) -> Expression:
        if depth > _DEEPEST:
            _refuse(f"brackets more than {_DEEPEST} deep", opening.start)
        if not self._next():
            _refuse("unclosed bracket", opening.start)
        if self._next(")"):
            _refuse("nothing between brackets", opening.start)
        expression = self._all_of(depth)
        if not self._take(")"):
            _refuse("unclosed bracket", opening.start)
        return expression
