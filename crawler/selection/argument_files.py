"""Reads the files that arguments name: regular files of a bounded size, of whose content no message tells anything."""

from __future__ import annotations

import os
import stat


def _open(path: str, flags: int) -> int:
    # It may be a pipe that nobody writes to.
    return os.open(path, flags | os.O_NONBLOCK)


def read_file(path: str, most: int) -> bytes:
    """Returns the content of a regular file of at most `most` bytes; waits for no pipe.

    Raises:
        ValueError: It cannot be read; the message is a clause without the path.
    """
    try:
        with open(path, "rb", opener=_open) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise ValueError("it is no regular file")
            content = file.read(most + 1)
    except OSError as error:
        raise ValueError(error.strerror) from None
    if len(content) > most:
        raise ValueError(f"it is larger than {most >> 10} KiB")
    return content


def read_text(path: str, most: int) -> str:
    """Returns the text of a file in UTF-8.

    Raises:
        ValueError: As `read_file`, or it is no text; the message is a clause without the path.
    """
    content = read_file(path, most)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    if "\0" in text:
        raise ValueError("it is no text")
    return text
