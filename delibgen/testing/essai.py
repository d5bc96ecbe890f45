"""One line that tests a kind of act: documented, template sound, sample loaded, rendered and compared."""

from pathlib import Path

from delibgen.errors import DelibgenError, Severity
from delibgen.formats.calcules import computed_of
from delibgen.formats.champs import champs_of
from delibgen.formats.lecture import read_text
from delibgen.lint import lint
from delibgen.load import load
from delibgen.model.acte import Acte
from delibgen.render import find_template, render
from delibgen.testing.attendu import assert_text
from delibgen.word import Document, validate


def assert_act(kind: type[Acte], exemple: str | Path, *, golden: str | Path | None = None) -> Document:
    """Test a kind of act with one sample, and return the document made of it.

    Every field has a docstring; the template is found, and the lint finds nothing in it but information; the
    sample loads and renders; the file is sound; its text is the expected one.

    Args:
        kind: the class.
        exemple: its sample, YAML or JSON.
        golden: file of the expected text; that of the sample with « .txt » by default, written when absent.

    Raises:
        AssertionError: what is wrong, everything at once as far as it can be known.
    """
    faults = [*_undocumented(kind), *_template_faults(kind)]
    document: Document | None = None
    try:
        document = render(load(exemple, kind))
    except DelibgenError as fault:
        faults.append(str(fault))
    if document is not None:
        faults += [str(finding) for finding in validate(document.to_bytes())]
    if faults or document is None:
        raise AssertionError("\n".join((f"{kind.__name__} :", *faults)))
    assert_text(read_text(document), golden or Path(exemple).with_suffix(".txt"))
    return document


def _undocumented(kind: type[Acte]) -> list[str]:
    fields = (*champs_of(kind), *computed_of(kind))
    names = [champ.nom for champ in fields if not champ.description]
    return [f"champ « {name} » sans description : l'écrire sous le champ, entre guillemets" for name in names]


def _template_faults(kind: type[Acte]) -> list[str]:
    try:
        found = lint(find_template(kind), kind)
    except DelibgenError as fault:
        return [str(fault)]
    return [str(finding) for finding in found if finding.severity is not Severity.INFORMATION]
