"""A tag or a name of thousands of characters is quoted by its two ends, never whole."""

from dataclasses import dataclass

import pytest

from delibgen.errors import DelibgenError
from delibgen.lint import lint
from delibgen.word import Template
from tests.word.build import docx, p, table

LONG = "nom" + "a" * 5_000
TAGS = [
    f"{{{{ {LONG}",
    f"{{{{ {LONG} {LONG} }}}}",
    f"{{{{ {LONG}é }}}}",
    f"{{{{ {LONG.upper()} }}}}",
    f"{{{{ {LONG}() }}}}",
    f"{{{{ {LONG} + {LONG} }}}}",
    f"{{{{ {LONG} | {LONG} }}}}",
    f"{{{{ a | join('{LONG}', '{LONG}') }}}}",
    f"{{% {LONG} a %}}",
    f"{{% for {LONG} in {LONG} %}}",
    f"{{% if {LONG} is {LONG} %}}x{{% endif %}}",
    f"{{% if {LONG} - %}}x{{% endif %}}",
    f"{{% set {LONG}.b = 1 %}}",
    f"{{%p set {LONG} = 1 %}} x",
    f"{{%p if {LONG} %}}{{%p if {LONG} %}}",
    f"{{%tr if {LONG} %}}",
    f"{{{LONG}}}",
    f"{{{{ 'a&amp;{LONG}' }}}}",
    f"{{{{ {LONG} }}}}",
    f"{{% renvoi article : {LONG} %}}",
    f"{{% include '{LONG}' %}}",
    f"{{% colspan {LONG} %}}",
    f"{{% set {LONG} = a %}}",
    f"{{{{ a.{LONG} }}}}",
    f"{{{{ a[{LONG}] }}}}",
    f"{{% if a == '{LONG}' %}}x{{% endif %}}",
    f"{{% if a in [{LONG}] %}}x{{% endif %}}",
]


@dataclass
class Lettre:
    a: str


def said(text: str) -> list[str]:
    found = [str(finding) + finding.place.excerpt for finding in lint(docx(p(text)), Lettre)]
    try:
        Template(docx(p(text))).render({"a": "x"})
    except DelibgenError as error:
        found += [str(finding) + finding.place.excerpt for finding in error.findings]
    return found


@pytest.mark.parametrize("text", TAGS, ids=lambda text: text[:18])
def test_a_long_tag_is_cut_in_messages(text: str) -> None:
    found = said(text)
    assert found
    assert max(map(len, found)) < 1_500
    assert any("…" in one for one in found)


def test_a_tag_that_can_be_read_is_quoted_whole() -> None:
    tag = "{{ " + " and ".join(f"inconnu_{n}" for n in range(8)) + " }}"
    assert len(tag) < 160
    assert any(tag in one for one in said(tag))


def test_a_long_tag_in_a_table_is_cut_too() -> None:
    with pytest.raises(DelibgenError) as caught:
        Template(docx(table((f"{{%tr for x in {LONG} %}}", "perdu"))))
    assert len(str(caught.value)) < 1_500
