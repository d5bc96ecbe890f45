"""The text of a Word file, as people read it: what expected texts and comparisons are made of."""

from pathlib import Path

from delibgen.word import Document
from delibgen.word.document import text_lines
from delibgen.word.limits import Limits
from delibgen.word.opening import open_template


def read_text(docx: Document | bytes | str | Path) -> str:
    """Return the text of every part of a Word file: body, headers, footers, notes, in reading order.

    One line a paragraph, tabs between the cells of a row; no-break spaces are shown as « ~ », so that a
    comparison shows them. The body comes first; each other part begins with its name: « ## pied de page 1 ».

    Raises:
        TemplateError: it is not a Word file.
    """
    if isinstance(docx, Document):
        docx = docx.to_bytes()
    work = open_template(docx if isinstance(docx, bytes) else Path(docx).read_bytes(), Limits())
    texts = []
    for story in sorted(work.stories, key=lambda story: story.name != work.main):
        head = [] if story.name == work.main else ["", f"## {story.label}"]
        texts += [*head, *text_lines(story.root)]
    return "\n".join(line.rstrip() for line in texts).replace("\u00a0", "~").strip() + "\n"
