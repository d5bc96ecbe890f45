"""A document that would be too long is refused before it is built."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from delibgen.errors import RenderError
from delibgen.word import Limits, Template
from tests.word.build import docx, p

ROOT = Path(__file__).parents[2]
_THREE = "{% for a in l %}{% for b in l %}{% for c in l %}{{ x }}{% endfor %}{% endfor %}{% endfor %}"
_PROGRAM = """
import resource, sys
from delibgen.errors import RenderError
from delibgen.word import Template
template = Template(sys.stdin.buffer.read())
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    template.render({"l": list(range(200)), "x": "y" * 100})
except RenderError as error:
    print(error.findings[0].code)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_loops_in_loops_are_stopped_before_they_fill_the_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], input=docx(p(_THREE)), capture_output=True, check=True, cwd=ROOT
    )
    code, grown = done.stdout.decode().split()
    assert code == "DG405"
    assert int(grown) < 200


def test_the_loop_that_multiplies_is_named_with_its_place() -> None:
    with pytest.raises(
        RenderError, match=r"corps, §1 : DG405 : « {% for . in l %} » donne un document trop long"
    ):
        Template(docx(p(_THREE))).render({"l": list(range(200)), "x": "y" * 100})


def test_short_pieces_are_counted_too() -> None:
    start = time.process_time()
    with pytest.raises(RenderError, match="DG405"):
        Template(docx(p(_THREE))).render({"l": list(range(2_000)), "x": "y"})
    assert time.process_time() - start < 20


@pytest.mark.parametrize("body", [p("{% for a in l %}{{ a }}{% endfor %}"), p("{{ x }}{{ x }}{{ x }}")])
def test_the_limit_holds_without_nested_loops(body: str) -> None:
    template = Template(docx(body), limits=Limits(output_chars=5_000))
    with pytest.raises(RenderError, match="DG405 : le document obtenu est trop long"):
        template.render({"l": ["y" * 100] * 60, "x": "y" * 2_000})
    assert template.render({"l": ["y"], "x": "y"}).text


def test_a_long_document_below_the_limit_is_whole() -> None:
    text = (
        Template(docx(p("{% for a in l %}{% for b in l %}{{ b }};{% endfor %}{% endfor %}")))
        .render({"l": list(range(250))})
        .text
    )
    assert text.count(";") == 250 * 250
