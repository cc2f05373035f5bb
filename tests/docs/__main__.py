"""Writes the generated parts of README.md and docs/: `make test` does so before it runs the tests."""

from __future__ import annotations

from tests.docs.generated import DOCUMENTS, with_generated_parts

if __name__ == "__main__":
    for path in DOCUMENTS:
        path.write_text(with_generated_parts(path), encoding="utf-8")
