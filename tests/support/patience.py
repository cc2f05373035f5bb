"""How long tests wait: a machine that is busy is slow, not broken."""

from __future__ import annotations

import os
import subprocess
import sys
import time

# What the piece of work below takes on a machine with nothing else to do, in seconds.
_REFERENCE = 0.5
_VARIABLE = "TESTS_SLOWNESS"


def measure_slowness() -> None:
    """Measures how slow this machine is now, once for a session and the processes that it starts."""
    if _VARIABLE not in os.environ:
        began = time.monotonic()
        subprocess.run([sys.executable, "-c", "import scrapy.crawler"], check=True)
        os.environ[_VARIABLE] = str(max(1.0, (time.monotonic() - began) / _REFERENCE))


def patience(seconds: float) -> float:
    """Returns how long to wait here for what takes at most so many seconds on a machine with nothing else to do."""
    return seconds * float(os.environ[_VARIABLE])
