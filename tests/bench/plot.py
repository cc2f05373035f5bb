"""Bars as SVG."""

from __future__ import annotations

from html import escape

_LEFT, _WIDE, _HIGH = 290, 340, 26
_FONT = 'font-family="sans-serif" font-size="13" fill="#333"'


def bars(title: str, rows: list[tuple[str, float]]) -> str:
    """Returns a plot with a bar for each row, its figure behind it."""
    most = max((value for _, value in rows), default=0) or 1
    parts = [f'<text x="0" y="16" {_FONT} font-weight="bold">{escape(title)}</text>']
    for place, (label, value) in enumerate(rows):
        top = 28 + place * _HIGH
        length = value / most * _WIDE
        parts += [
            f'<text x="0" y="{top + 14}" {_FONT}>{escape(label)}</text>',
            f'<rect x="{_LEFT}" y="{top}" width="{length:.0f}" height="18" fill="#4a7ab0"/>',
            f'<text x="{_LEFT + length + 6:.0f}" y="{top + 14}" {_FONT}>{value:.1f}</text>',
        ]
    size = f'width="{_LEFT + _WIDE + 60}" height="{34 + len(rows) * _HIGH}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n' + "\n".join(parts) + "\n</svg>\n"
