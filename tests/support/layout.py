"""Prints the figures of the project's layout: files, modules and imports between packages, circles."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import grimp

CRAWLER = Path(__file__).parents[2] / "crawler"


def top_files() -> list[str]:
    """Returns the names of the Python files directly in `crawler/`."""
    return sorted(path.name for path in CRAWLER.glob("*.py"))


def module_counts() -> dict[str, int]:
    """Returns for each package how many modules lie directly in it, `__init__.py` not counted."""
    modules = (path for path in CRAWLER.rglob("*.py") if path.name != "__init__.py" and path.parent != CRAWLER)
    return dict(sorted(Counter(".".join(path.parent.relative_to(CRAWLER).parts) for path in modules).items()))


def package_imports(graph: grimp.ImportGraph) -> dict[tuple[str, str], int]:
    """Returns how many imports lead from one package, or top module, of `crawler` into another."""
    found: Counter[tuple[str, str]] = Counter()
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            ends = tuple(module.split(".")[1] for module in (importer, imported) if "." in module)
            if len(ends) == 2 and ends[0] != ends[1]:
                found[ends[0], ends[1]] += 1
    return dict(sorted(found.items()))


def circles(graph: grimp.ImportGraph) -> list[str]:
    """Returns the imports that would have to go so that no siblings, modules or packages, import in a circle."""
    packages = [module for module in sorted(graph.modules) if graph.find_children(module)]
    return [
        f"{importer} -> {imported}"
        for package in packages
        for importer, imported in sorted(graph.nominate_cycle_breakers(package))
    ]


def main() -> None:
    """Prints the figures."""
    graph = grimp.build_graph("crawler", cache_dir=None)
    files, counts, imports, closing = top_files(), module_counts(), package_imports(graph), circles(graph)
    lines = [f"files at the top of crawler/: {len(files)} ({', '.join(files)})"]
    lines.append(f"modules in packages: {sum(counts.values())}")
    lines += [f"  {count:3} {package}" for package, count in counts.items()]
    lines.append(f"imports between packages: {sum(imports.values())}")
    lines += [f"  {count:3} {importer} -> {imported}" for (importer, imported), count in imports.items()]
    lines.append(f"circles: {len(closing)}")
    lines += [f"  {each}" for each in closing]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.exit(bool(closing))


if __name__ == "__main__":
    main()
