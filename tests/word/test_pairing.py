"""Blocks whose tags do not match: one slip is one finding, at the tag mistyped or at the block left open."""

import pytest

from delibgen import Severity, lint
from delibgen.errors import TemplateError
from delibgen.word import Template
from tests.word.build import docx, p, table

SLIPS = [
    # an end typed for the other, in a block whose own end is right
    ("{%p for c in l %}/{%p if c.a %}/x/{%p endfor %}/y/{%p endfor %}", 4, "{%p endif %}"),
    ("{%p for c in l %}/{{ c.a }}/{%p endif %}/y", 3, "{%p endfor %}"),
    ("{% for c in l %}{% if c.a %}x{% endfor %}{{ c.b }}{% endfor %}", 1, "{% endif %}"),
    # an end that is gone
    ("{%p for c in l %}/{%p if c.a %}/x/{%p endfor %}/y", 2, "{%p endif %}"),
    ("{%p if a %}/{%p for c in l %}/{{ c.a }}/{%p elif b %}/x/{%p endif %}", 2, "endfor"),
    ("{%p if a %}/x/{%p if b %}/y/{%p endif %}", 1, "{%p endif %}"),
    ("{%p for c in l %}/{%p if a %}/{{ c }}/{%p if b %}/y/{%p endif %}/{%p endfor %}", 2, "{%p endif %}"),
    ("{%p if c.a %}/{%p if c.b %}/x/{%p endif %}/{%p elif c.d %}/y", 1, "{%p endif %}"),
    ("{%p if a %}/{% if b %}x/{%p endif %}/y", 2, "{% endif %}"),
    ("{%p if a %}/{% for c in l %}{{ c }}/{%p else %}/y/{%p endif %}", 2, "{% endfor %}"),
    # an end too many
    ("{%p for c in l %}/{{ c.a }}/{%p endif %}/{{ c.b }}/{%p endfor %}", 3, "retirez"),
    ("{%p for c in l %}/{{ c.a }}/{%p elif b %}/x/{%p endfor %}", 3, "retirez"),
    ("x/{%p endif %}/y", 2, "retirez"),
    # an else before another branch
    ("{%p if a %}/x/{%p else %}/y/{%p elif b %}/z/{%p endif %}", 3, "elif"),
    ("{%p if a %}/x/{%p else %}/y/{%p else %}/z/{%p endif %}", 3, "un seul"),
]


@pytest.mark.parametrize(("lines", "place", "advice"), SLIPS)
def test_one_slip_is_one_finding_at_its_place(lines: str, place: int, advice: str) -> None:
    data = docx("".join(map(p, lines.split("/"))))
    with pytest.raises(TemplateError) as error:
        Template(data)
    (finding,) = error.value.findings
    assert (finding.code, finding.place.element) == ("DG130", f"§{place}")
    assert advice in finding.suggestion
    assert lint(data, dict) == [finding]


@pytest.mark.parametrize(
    ("lines", "place", "meant"),
    [
        (
            "{%p for c in l %}/{%p if c.a %}/x/{%p if c.b %}/y/{%p endif %}/{%p endfor %}",
            4,
            "{%p elif c.b %}",
        ),
        (
            "{%p if c.a %}/x/{%p elif c.b %}/y/{%p if c.d %}/z/{%p else %}/u/{%p endif %}",
            5,
            "{%p elif c.d %}",
        ),
    ],
)
def test_an_elif_that_became_an_if_is_told_too(lines: str, place: int, meant: str) -> None:
    """Nobody can tell it from an end that is missing: both are told, the second as a doubt."""
    left_open, doubt = lint(docx("".join(map(p, lines.split("/")))), dict)
    assert (left_open.code, doubt.code, doubt.severity) == ("DG130", "DG130", Severity.ALERTE)
    assert doubt.place.element == f"§{place}"
    assert meant in doubt.suggestion


@pytest.mark.parametrize(
    ("opening", "end", "told", "elsewhere"),
    [
        ("{%tr for x in l %}", "{%p endfor %}", "ligne 3", "ligne 1"),
        ("{%p for x in l %}", "{%tr endfor %}", "ligne 1", "ligne 3"),
        ("{%tr for x in l %}", "{% endfor %}", "ligne 3", "ligne 1"),
    ],
)
def test_the_tag_that_lacks_the_sign_of_the_other_is_told_with_the_place_of_the_other(
    opening: str, end: str, told: str, elsewhere: str
) -> None:
    data = docx(table((opening,), ("{{ x }}",), (end,)) + p("fin"))
    (finding,) = [found for found in lint(data, dict) if found.code == "DG131"]
    assert told in finding.place.element
    assert elsewhere in finding.message
    assert "{%tr" in finding.suggestion


def test_many_ends_of_nothing_are_told_in_a_moment() -> None:
    lines = ["{%p for c in l %}", "{%p if a %}", *["{%p endfor %}", "{%p endif %}"] * 1_500]
    found = lint(docx("".join(map(p, lines))), dict)
    assert len(found) > 1
