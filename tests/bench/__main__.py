"""`make bench`: the suite beside Scrapy alone and Scrapy with trafilatura, on one machine, in one run.

`BENCH=quick` takes three minutes, fewer pages and no peers, `BENCH=medium` twenty; the whole takes half an hour.
`PAGES=FOLDER` measures on real pages instead (`real_pages.py`), of which the suite has no layout.
Single figures drift from hour to hour: the ways are run in turn, round by round, and medians and the medians of each
round's ratios are shown.
"""

from __future__ import annotations

import json
import os
import pickle
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from tests.bench.pages import addresses, templates
from tests.bench.plot import bars
from tests.bench.real_pages import real_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REPOSITORY = Path(__file__).parent.parent.parent
RESULTS = Path(__file__).parent / "results.json"
OTHERS = REPOSITORY / ".venv-bench" / "bin" / "python"
WAYS = {
    "fetch": "(a) Scrapy, fetching only",
    "callback": "(b) with trafilatura in the callback",
    "pool": "(b2) the same in a pool of two",
    "bench": "(c) this suite, with layouts",
    "bare": "(d) this suite, layouts off",
}
OURS = {"bench", "bare"}
PEERS = ("newspaper4k", "news-please")
_LIST = 48
_LONGEST = 4 * 3600


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    pages: int
    rounds: int
    alone: int
    lengths: tuple[int, ...]
    known: tuple[int, ...]
    peers: bool


SIZES = {
    "quick": Size(pages=300, rounds=1, alone=60, lengths=(300, 1000), known=(1000, 100_000), peers=False),
    "medium": Size(2000, 2, 150, (2000, 10_000), (1000, 100_000, 1_000_000), peers=True),
    "full": Size(2000, 3, 300, (2000, 10_000, 50_000), (1000, 100_000, 1_000_000), peers=True),
}


@dataclass
class Ran:
    """One run: seconds of wall and of CPU of all its processes, the most memory they had together in MB.

    `own` is the CPU of the process that the reactor is in, `late` for how many seconds it was held up at most.
    """

    wall: float
    cpu: float
    own: float
    memory: float
    articles: int
    late: float


@contextmanager
def site(pages: int | Path, folder: Path) -> Iterator[dict[str, str]]:
    """Serves so many made pages, or those of a folder, while it is open; gives the environment that leads to them."""
    command = [sys.executable, "-m", "tests.bench.server", str(pages), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=REPOSITORY, text=True) as server:
        assert server.stdin
        assert server.stdout
        port = server.stdout.readline().strip()
        if not port:
            raise SystemExit("the site of the benchmark did not start")
        try:
            yield {
                **os.environ,
                "https_proxy": f"http://127.0.0.1:{port}",
                "no_proxy": "",
                "SSL_CERT_FILE": str(folder / "ca.pem"),
            }
        finally:
            server.stdin.close()


def crawl(way: str, environment: dict[str, str], folder: Path, *, pages: int | Path, keep: bool = False) -> Ran:
    """Runs one of the ways over all pages of the site; ends the benchmark where one that is made gives no article."""
    data, beat = folder / "data", folder / "beat.json"
    if not keep:
        shutil.rmtree(data, ignore_errors=True)
    settings = {
        "LOG_LEVEL": "WARNING",
        "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "HEARTBEAT_FILE": beat,
        "SPIDER_MODULES": "tests.bench.spiders" if way in OURS else "tests.bench.plain",
        "EXTENSIONS": json.dumps(
            {"tests.bench.heartbeat.Heartbeat": 10} | ({"crawler.crawl.run.Run": 0} if way in OURS else {})
        ),
    }
    if way in OURS:
        # Two cores, as (b2) has.
        settings |= {"DATA_DIR": data, "CONTACT": "benchmark", "EXTRACTION_PROCESSES": 2}
    environment = environment | {"SCRAPY_SETTINGS_MODULE": "crawler.settings" if way in OURS else "tests.bench.none"}
    stats = folder / "items.jsonl"
    stats.unlink(missing_ok=True)
    command = [sys.executable, "-m", "scrapy", "crawl", way]
    command += [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    command += [] if way in OURS else ["-O", f"{stats}:jsonlines"]
    before = time.perf_counter()
    process = subprocess.Popen(command, cwd=REPOSITORY, env=environment)
    memory = own = 0.0
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        memory = max(memory, _memory(process.pid))
        own = max(own, _cpu(process.pid))
        time.sleep(0.05)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - before
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit {process.returncode}")
    articles = len(list((data / "articles").iterdir())) if way in OURS else len(stats.read_bytes().splitlines())
    if way in OURS and isinstance(pages, int) and articles != pages:
        raise SystemExit(f"{' '.join(command)}: {articles} articles of {pages} pages")
    late = json.loads(beat.read_text(encoding="utf-8"))["most"]
    return Ran(wall, usage.ru_utime + usage.ru_stime, own, memory, articles, late)


def _cpu(pid: int) -> float:
    """Returns how many seconds of CPU a process has had without its children, until a moment before its end."""
    try:
        times = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
    except OSError:
        return 0.0
    return sum(map(int, times)) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    """Returns the memory of a process and its descendants in MB, shared parts counted once."""
    total = 0.0
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) / 1024
        for task in Path(f"/proc/{pid}/task").iterdir():
            total += sum(map(_memory, map(int, (task / "children").read_text(encoding="ascii").split())))
    except (OSError, ValueError):
        pass
    return total


def crawls(pages: int | Path, rounds: int, ways: Sequence[str], folder: Path) -> dict[str, Any]:
    """Runs the ways in turn, round by round."""
    count = pages if isinstance(pages, int) else len(real_pages(pages))
    runs: list[dict[str, Ran]] = []
    with site(pages, folder) as environment:
        for number in range(rounds):
            _say(f"round {number + 1} of {rounds}: {count} pages, {len(ways)} ways")
            runs.append({way: crawl(way, environment, folder, pages=pages) for way in ways})
    found: dict[str, Any] = {}
    for way in ways:
        ran = [each[way] for each in runs]
        found[way] = {
            "label": WAYS[way],
            "pages_a_second": statistics.median(count / each.wall for each in ran),
            "cpu_ms_a_page": statistics.median(each.cpu / count * 1000 for each in ran),
            "own_cpu_ms_a_page": statistics.median(each.own / count * 1000 for each in ran),
            "memory": max(each.memory for each in ran),
            "articles": ran[-1].articles,
            "blocked_ms": max(each.late for each in ran) * 1000,
            "times_callback": statistics.median(each["callback"].wall / each[way].wall for each in runs),
            "times_fetch_cpu": statistics.median(each[way].cpu / each["fetch"].cpu for each in runs),
        }
    return found


def disk(folder: Path) -> dict[str, float]:
    """Returns how many KB of catalogue and files an article of the last run has."""
    files = list((folder / "data" / "articles").iterdir())
    catalogue = (folder / "data" / "catalogue.sqlite").stat().st_size
    return {
        "catalogue_kb": catalogue / len(files) / 1024,
        "file_kb": sum(file.stat().st_size for file in files) / len(files) / 1024,
    }


def made_pages(number: int) -> list[tuple[str, str, bytes]]:
    """Returns made pages: outlet, address and body of each."""
    pairs = zip(templates(number), addresses(number), strict=True)
    return [(template.spider, url, template.page(place)) for place, (template, url) in enumerate(pairs)]


def alone(pages: list[tuple[str, str, bytes]], tools: Sequence[str], rounds: int, folder: Path) -> dict[str, Any]:
    """Measures extraction in one process for each tool, on the same pages."""
    file = folder / "pages.pickle"
    file.write_bytes(pickle.dumps(pages))
    data = next(OTHERS.parent.parent.glob("lib/*/site-packages/llama_index/core/_static/nltk_cache"), "")
    times: dict[str, list[list[float]]] = {tool: [] for tool in tools}
    for number in range(rounds):
        for tool in tools:
            _say(f"extraction alone, round {number + 1}: {tool}")
            python = OTHERS if tool in PEERS else Path(sys.executable)
            command = [python, Path(__file__).parent / "alone.py", tool, file]
            done = subprocess.run(
                command, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=_LONGEST,
                env={**os.environ, "NLTK_DATA": str(data)},
            )  # fmt: skip
            if done.returncode:
                _say(f"{tool} does not run: {done.stderr.strip().splitlines()[-1:]}")
            else:
                times[tool].append(json.loads(done.stdout.splitlines()[-1]))
    found = {}
    for tool, runs in times.items():
        if runs:
            found[tool] = {
                "median_ms": statistics.median(statistics.median(run) for run in runs),
                "mean_ms": statistics.median(statistics.mean(run) for run in runs),
                "most_ms": statistics.median(max(run) for run in runs),
                "p99_ms": statistics.median(sorted(run)[int(len(run) * 0.99)] for run in runs),
            }
    return found


def lengths(size: Size, folder: Path) -> dict[str, dict[str, float]]:
    """Returns the most memory of a run of the suite, and for how long it was held up, by its number of pages."""
    found = {}
    for pages in size.lengths:
        _say(f"memory of a run of {pages} pages")
        with site(pages, folder) as environment:
            ran = crawl("bench", environment, folder, pages=pages)
            found[str(pages)] = {"memory": ran.memory, "blocked_ms": ran.late * 1000, "wall": ran.wall}
    return found


def nothing_new(size: Size, folder: Path) -> dict[str, Any]:
    """Returns what a run takes that finds nothing new, by the number of articles that are known."""
    found = {}
    with site(_LIST, folder) as environment:
        crawl("bench", environment, folder, pages=_LIST)
        for known in size.known:
            _fill(folder / "data" / "catalogue.sqlite", known)
            ran = [crawl("bench", environment, folder, pages=_LIST, keep=True) for _ in range(max(size.rounds, 3))]
            middle = sorted(ran, key=lambda each: each.wall)[len(ran) // 2]
            found[str(known)] = {"wall": middle.wall, "cpu": middle.cpu, "memory": middle.memory}
            _say(f"nothing new, {known} known: {middle.wall:.2f} s")
    return found


def _fill(file: Path, known: int) -> None:
    """Adds copies of one article and its page, with other names and no text, until there are so many."""
    changed = {
        "articles": {"id": "printf('%016x', n)", "url": "'https://example.com/' || n", "number": "NULL", "file": "NULL",
                     "digest": "printf('%064x', n)", "text": "''"},
        "pages": {"url": "'https://example.com/' || n", "article_id": "printf('%016x', n)"},
    }  # fmt: skip
    with closing(sqlite3.connect(file)) as database:
        for table, values in changed.items():
            there = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            taken = ", ".join(values.get(column, f"t.{column}") for column in columns)
            database.execute(
                f"WITH RECURSIVE c(n) AS (SELECT {there} UNION ALL SELECT n + 1 FROM c WHERE n + 1 < {known}) "
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {taken} FROM c, (SELECT * FROM {table} LIMIT 1) t"
            )
        database.commit()


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def show(found: dict[str, Any]) -> None:
    """Prints the results."""
    out = Console(width=120)
    table = Table(
        "crawl", "pages/s", "× (b)", "CPU ms/page", "× (a)", "reactor's", "MB", "articles", "blocked ms", box=None
    )
    for way in found["crawls"].values():
        table.add_row(
            way["label"], f"{way['pages_a_second']:.1f}", f"{way['times_callback']:.2f}", f"{way['cpu_ms_a_page']:.1f}",
            f"{way['times_fetch_cpu']:.2f}", f"{way['own_cpu_ms_a_page']:.1f}", f"{way['memory']:.0f}",
            str(way["articles"]), f"{way['blocked_ms']:.0f}",
        )  # fmt: skip
    out.print(table)
    table = Table(
        "extraction alone", "median ms", "mean ms", "p99 ms", "most ms", "× trafilatura", "of means", box=None
    )
    reference = found["alone"]["trafilatura"]
    for tool, times in found["alone"].items():
        row = [f"{times[name]:.1f}" for name in ("median_ms", "mean_ms", "p99_ms", "most_ms")]
        ratios = [f"{reference[name] / times[name]:.2f}" for name in ("median_ms", "mean_ms")]
        table.add_row(tool, *row, *ratios)
    out.print(table)
    if "memory" not in found:
        return
    for pages, ran in found["memory"].items():
        out.print(
            f"a run of {pages} pages: {ran['memory']:.0f} MB, blocked {ran['blocked_ms']:.0f} ms, {ran['wall']:.0f} s"
        )
    for known, ran in found["nothing_new"].items():
        out.print(f"nothing new, {known} known: {ran['wall']:.2f} s, CPU {ran['cpu']:.2f} s, {ran['memory']:.0f} MB")
    disk = found["disk"]
    out.print(f"an article takes {disk['catalogue_kb']:.1f} KB in the catalogue, {disk['file_kb']:.1f} KB as file")


def draw(found: dict[str, Any]) -> None:
    """Draws the plots that docs/speed.md shows."""
    folder = Path(__file__).parent
    rows = [(way["label"], way["pages_a_second"]) for way in found["crawls"].values()]
    (folder / "crawl.svg").write_text(bars("pages a second, whole crawls", rows), encoding="utf-8")
    rows = [(tool, times["median_ms"]) for tool, times in found["alone"].items()]
    (folder / "alone.svg").write_text(bars("CPU ms a page, extraction alone (median)", rows), encoding="utf-8")
    rows = [(f"{pages} pages", ran["memory"]) for pages, ran in found["memory"].items()]
    (folder / "memory.svg").write_text(bars("MB at most, all processes of a run", rows), encoding="utf-8")


def measure(size: Size, folder: Path) -> dict[str, Any]:
    """Measures everything on made pages."""
    found: dict[str, Any] = {"crawls": crawls(size.pages, size.rounds, list(WAYS), folder), "disk": disk(folder)}
    tools = ["layouts", "generic", "trafilatura", *(PEERS if size.peers and OTHERS.exists() else ())]
    found["alone"] = alone(made_pages(size.alone), tools, min(size.rounds, 3), folder)
    found["memory"] = lengths(size, folder)
    found["nothing_new"] = nothing_new(size, folder)
    return found


def measure_real(pages: Path, rounds: int, folder: Path) -> dict[str, Any]:
    """Measures on real pages what needs no layouts."""
    found: dict[str, Any] = {"crawls": crawls(pages, rounds, ["fetch", "callback", "pool", "bare"], folder)}
    every = [("herald", page.url, page.body) for page in real_pages(pages)]
    sizes = [len(body) for _, _, body in every]
    _say(f"{len(every)} real pages, {statistics.mean(sizes) / 1000:.0f} KB in the mean, of {pages}")
    found["alone"] = alone(every, ["generic", "trafilatura"], rounds, folder)
    return found


def main() -> None:
    """Measures everything and shows it."""
    name, *pages = sys.argv[1:] or ["full"]
    if name not in SIZES:
        raise SystemExit(f"BENCH takes {' or '.join(SIZES)}, not {name!r}")
    size = SIZES[name]
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        if pages:
            show(measure_real(Path(pages[0]), size.rounds, Path(made)))
            return
        found: dict[str, Any] = {"size": name, **measure(size, Path(made))}
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    show(found)
    if name == "full":
        # docs/speed.md shows no figures of fewer pages.
        draw(found)


if __name__ == "__main__":
    main()
