"""The project's commands, each in a module of its name; Scrapy and `crawler.__main__` find them here.

`run` crawls, `read` shows stored articles or explains a page, `keep` saves pages and removes articles. Code that two
commands share lives in `crawler.cli`.
"""

from __future__ import annotations

import sys

from crawler.cli.plain_command import PlainCommand
from crawler.program import end_at_interrupt

if "scrapy.commands" in sys.modules:
    from scrapy.commands import ScrapyCommand

    # Scrapy takes subclasses of its own only, and `outlet-crawler` does not load it for commands that only read.
    ScrapyCommand.register(PlainCommand)

# As in the project's settings; another project may have others.
end_at_interrupt()
