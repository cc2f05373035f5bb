"""Keeps a long run as small as a short one."""

from __future__ import annotations

import ctypes
from contextlib import suppress

# <malloc.h>
_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
_PAGE = 64 * 1024
_ARENAS = 2


def return_freed_pages() -> None:
    """Has the C library give what a web page took back to the system at once, once it is freed.

    Else pages of 90 KB lie between what stays, and the holes that they leave add up to tens of megabytes within some
    ten thousand. It speaks to glibc; where there is another library nothing happens.
    """
    with suppress(AttributeError, OSError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_MMAP_THRESHOLD, _PAGE)
        mallopt(_ARENA_MAX, _ARENAS)
