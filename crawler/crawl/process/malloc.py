"""Allocator settings that keep the memory of a long run at that of a short one."""

from __future__ import annotations

import ctypes
from contextlib import suppress

# <malloc.h>
_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
_PAGE_BYTES = 64 * 1024
_ARENAS = 2


def return_freed_pages() -> None:
    """Makes glibc return the memory of a web page to the system as soon as it is freed.

    By default pages of 90 KB are placed between objects that stay, and the holes they leave grow to tens of megabytes
    within ten thousand pages. Does nothing with another C library.
    """
    with suppress(AttributeError, OSError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_MMAP_THRESHOLD, _PAGE_BYTES)
        mallopt(_ARENA_MAX, _ARENAS)
