"""Tables typed in Markdown, as the engine reads them."""

from delibgen.word.markdown import Grid, markdown


def grid(text: str) -> Grid:
    """Return the only table of a text."""
    (found,) = markdown(text).items
    assert isinstance(found, Grid)
    return found


def cells(text: str) -> list[list[str]]:
    """Return the words of its cells, row by row."""
    return [["".join(span.text for span in cell) for cell in row] for row in grid(text).rows]
