"""Text boxes whose two copies do not say the same."""

from delibgen import Template, lint
from tests.lint.cases import Lettre
from tests.word.build import docx, p, textbox


def _boxes(shown: str, other: str) -> bytes:
    """Return a template with a text box: what recent readers show, what the others do."""
    before, mark, after = textbox(shown).partition("<v:textbox>")
    return docx(p("avant") + before + mark + after.replace(shown, other, 1))


def test_two_copies_that_differ_are_told_with_the_place_and_both_texts() -> None:
    data = _boxes("{{ objet }}", "{{ envoyee | date_longue }} autre")
    (found,) = [finding for finding in lint(data, Lettre) if finding.code == "DG179"]
    assert "zone de texte, corps, §2" in str(found)
    assert "« {{ objet }} » et « {{ envoyee | date_longue }} autre »" in str(found)
    assert [finding.code for finding in Template(data).findings] == ["DG179"]


def test_a_copy_without_tags_is_told_too() -> None:
    assert [finding.code for finding in Template(_boxes("{{ objet }}", "Objet")).findings] == ["DG179"]


def test_copies_that_differ_by_their_spaces_only_are_the_same() -> None:
    assert Template(_boxes("Objet : {{ objet }}", "Objet  : {{ objet }} ")).findings == ()


def test_a_box_with_a_picture_for_older_readers_says_nothing() -> None:
    box = textbox("{{ objet }}")
    start, end = box.index("<v:textbox>"), box.index("</v:textbox>") + len("</v:textbox>")
    assert Template(docx(box[:start] + box[end:])).findings == ()
