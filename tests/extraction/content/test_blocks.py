"""The blocks of a container: where they begin and end, and what of the page is none of a line."""

from __future__ import annotations

import pytest
from lxml import html

from crawler.extraction.content.blocks import blocks_of
from crawler.page.tree import PARSER


def shown(markup: str) -> list[str]:
    body = html.document_fromstring(f"<html><body>{markup}</body></html>", parser=PARSER).find("body")
    return [block.text for block in blocks_of(body)]


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<p>The mill <!-- ad -->ground <?php x ?>rye.</p>", ["The mill ground rye."]),
        ("<p>The m<script>x()</script>ill <style>.a{}</style>ground rye.</p>", ["The mill ground rye."]),
        ("<p>At <time>noon</time> the <label>miller</label> sold <output>40</output> sacks.</p>",
         ["At noon the miller sold 40 sacks."]),
        ("<p>He said <q>no</q>, and paid <del>30</del> <ins>40</ins>.</p>", ["He said “no”, and paid 40."]),
        ("<p>The <ruby>水<rt>mizu</rt></ruby> was cold.</p>", ["The 水 was cold."]),
        ("<div>T</div><p>he mill closed.</p><p>A</p><p>The mill</p>", ["The mill closed.", "A", "The mill"]),
        ("<b>The mill closed.</b><b>It opened again.</b>", ["The mill closed. It opened again."]),
        ("<p>U.<b>S.</b> rye and v1.<i>2</i></p>", ["U.S. rye and v1.2"]),
        ("<span><p>One.</p><p>Two.</p></span>", ["One.", "Two."]),
        ("<p>One.</p>Two.<div>Three.</div>Four.", ["One.", "Two.", "Three.", "Four."]),
        ("<blockquote><p>We mill.</p><footer>The miller</footer></blockquote>", ["We mill.", "The miller"]),
        ("<address>12 Mill Lane</address><center>Rye</center>", ["12 Mill Lane", "Rye"]),
        ("<ul><li>Rye<ul><li>Dark</li><li>Light</li></ul></li><li>Oats</li></ul>", ["Rye", "Dark", "Light", "Oats"]),
        ("<ul><li><p>Rye.</p><p>It is dark.</p></li></ul>", ["Rye.\nIt is dark."]),
        ("<li>Rye</li><dt>Oats</dt><dd>For horses.</dd>", ["Rye", "Oats", "For horses."]),
        ("<table><caption>Sacks</caption><tr><th>Rye</th><td>4<div>tons</div></td></tr></table>",
         ["Sacks", "Rye | 4 tons"]),
        ("<table><tr><td>Grain</td><td><ul><li>Rye</li><li>Oats</li></ul></td></tr></table>", ["Grain | Rye Oats"]),
        ("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>", ["One.", "Two."]),
        ("<p>Mill Lane 12<br>Ryeford</p>", ["Mill Lane 12\nRyeford"]),
        ("<p>One.<br>\n&nbsp;<br>Two.</p>", ["One.", "Two."]),
        ("Rye is dear.<br>Oats are cheap.<br>", ["Rye is dear.", "Oats are cheap."]),
        ("<p>The mill ground <div></div>rye and oats.</p>", ["The mill ground rye and oats."]),
        ("<p>The mill of <center>Ryeford</center> was sold.</p>", ["The mill of Ryeford was sold."]),
        ("<p>The mill ground rye.<hr>oats are cheap.</p>", ["The mill ground rye.", "oats are cheap."]),
        ("<pre>First line\nof prose.\n\nSecond.</pre>", ["First line of prose.", "Second."]),
        ("<template>no</template><noscript>no</noscript><svg><text>no</text></svg><textarea>no</textarea>", []),
    ],
)  # fmt: skip
def test_blocks_are_those_that_a_browser_shows(markup: str, blocks: list[str]) -> None:
    assert shown(markup) == blocks
