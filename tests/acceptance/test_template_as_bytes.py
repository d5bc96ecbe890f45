"""``render`` takes a template as the other doors do: a path, its bytes, compiled."""

import pytest

from delibgen import Template, load, render
from delibgen.errors import RenderError
from delibgen.render import PACKAGE, SHIPPED

ACTE = PACKAGE / "exemples" / "2024-10-01-conseil-municipal" / "actes" / "03-petite-enfance.yaml"


def test_the_bytes_of_a_template_give_the_document_that_its_path_gives() -> None:
    acte = load(ACTE)
    path = SHIPPED / "deliberation.docx"
    expected = render(acte, path).to_bytes()
    data = path.read_bytes()
    for given in (data, bytearray(data), memoryview(data), Template(path)):
        assert render(acte, given).to_bytes() == expected


def test_what_is_no_act_is_told_as_such() -> None:
    with pytest.raises(
        RenderError, match="DG401 : « render » attend un acte, et reçoit une valeur de type dict"
    ):
        render({"objet": "x"})  # type: ignore[arg-type]
