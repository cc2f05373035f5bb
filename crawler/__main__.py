"""`outlet-crawler`: the commands of the suite from any folder; those that only read do not load Scrapy."""

from __future__ import annotations

from crawler.program import OUTLET_CRAWLER, end_at_interrupt, started_as

# Ctrl-C while the rest loads is no traceback.
end_at_interrupt()

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from crawler.cli.plain_command import PlainCommand
from crawler.cli.project import plain_settings, scrapy_settings, use_project
from crawler.cli.signals import end_at_interrupt_while_waiting
from crawler.cli.usage import ensure_streams, printing
from crawler.exit_codes import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

_HELP = """{name} {version}

Usage:
  {name} <command> [options] [args]

Commands:
{commands}

Commands of Scrapy work as well: {others}
Use "{name} <command> -h" to see more about a command
"""


def main(words: Sequence[str] | None = None) -> NoReturn:
    """Runs the command that is typed, and ends the process with its exit code."""
    started_as(OUTLET_CRAWLER)
    ensure_streams()
    use_project()
    typed = list(sys.argv[1:] if words is None else words)
    name = next((word for word in typed if not word.startswith("-")), "")
    own = _own_commands()
    if not name:
        if unknown := [word for word in typed if word not in {"-h", "--help"}]:
            sys.stderr.write(f"{OUTLET_CRAWLER}: no such option: {unknown[0][:50]!r}; see {OUTLET_CRAWLER} --help\n")
            sys.exit(ExitCode.USAGE)
        _print_help(own)
        sys.exit(ExitCode.OK)
    typed.remove(name)
    if name in own:
        kind = import_module(own[name]).Command
        if issubclass(kind, PlainCommand):
            _run(kind(), name, typed)
    elif name not in _scrapys_commands():
        sys.stderr.write(f"{OUTLET_CRAWLER}: no such command: {name[:50]!r}; see {OUTLET_CRAWLER} --help\n")
        sys.exit(ExitCode.USAGE)
    from scrapy.cmdline import execute  # noqa: PLC0415 - for which commands that only read do not wait

    execute([OUTLET_CRAWLER, name, *typed], scrapy_settings())
    raise AssertionError("unreachable")


def _run(command: PlainCommand, name: str, words: list[str]) -> NoReturn:
    """Runs a command that only reads, as Scrapy would."""
    import argparse  # noqa: PLC0415 - as below
    import cProfile  # noqa: PLC0415 - few ask for it

    end_at_interrupt_while_waiting()
    command.settings = plain_settings()
    parser = argparse.ArgumentParser(prog=f"{OUTLET_CRAWLER} {name}", description=command.long_desc())
    command.add_options(parser)
    options, rest = parser.parse_known_args(words)
    command.process_options(rest, options)
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(command.run, rest, options)
        profile.dump_stats(options.profile)
    else:
        command.run(rest, options)
    sys.exit(command.exitcode)


def _own_commands() -> dict[str, str]:
    """Returns the module of each command of the suite by its name, without loading any."""
    folder = Path(__file__).with_name("commands")
    paths = sorted(path for path in folder.glob("*/*.py") if path.stem != "__init__")
    return {path.stem: f"crawler.commands.{path.parent.name}.{path.stem}" for path in paths}


def _scrapys_commands() -> list[str]:
    """Returns the names of Scrapy's own commands, and of those that other packages add to it."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - for which other commands do not wait
    from pkgutil import iter_modules  # noqa: PLC0415 - as above

    own: Any = import_module("scrapy.commands")
    added = (point.name for point in entry_points(group="scrapy.commands"))
    return sorted({*(module.name for module in iter_modules(own.__path__)), *added})


def _print_help(own: dict[str, str]) -> None:
    from importlib.metadata import version  # noqa: PLC0415 - for which commands do not wait

    import_module("scrapy.commands")
    commands = {name: import_module(module).Command() for name, module in own.items()}
    with printing(""):
        sys.stdout.write(
            _HELP.format(
                name=OUTLET_CRAWLER,
                version=version("outlet-crawler"),
                commands="\n".join(
                    f"  {name:<12} {command.short_desc()}" for name, command in sorted(commands.items())
                ),
                others=", ".join(name for name in _scrapys_commands() if name not in own),
            )
        )


if __name__ == "__main__":
    main()
