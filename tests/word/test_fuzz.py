"""Random damage to a template: a typed refusal, or a document that is whole. Never another exception."""

import io
import random
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from delibgen.errors import DelibgenError
from delibgen.render import SHIPPED
from delibgen.word import Template, template
from tests.word.build import call, docx, names, note, p, packed, part, table, textbox

SOURCE = docx(
    p("{{ a }} {% if b %}oui{% else %}non{% endif %}")
    + p("{%p for x in l %}")
    + p("{{ x.n }}")
    + p("{%p endfor %}")
    + table(
        ("t", "u"),
        ("{%tr for x in l %}", ""),
        ("{{ x.n }}", p("{%p if b %}") + p("k") + p("{%p endif %}") + p("z")),
        ("{%tr endfor %}", ""),
    )
    + textbox("{{ a }}")
    + call("footnote")
    + p("{{p m | markdown }}"),
    header=p("{{ a }}"),
    footnotes=note("footnote", "{{ a }}"),
)
VALUES = {"a": "A & <b>\n\t", "b": True, "l": [{"n": "1"}, {"n": "2"}], "m": "- x\n- **y**\n\n1. z"}
TOKENS = [
    "{{ a }}",
    "{{",
    "}}",
    "{%",
    "%}",
    "{% if b %}",
    "{% endif %}",
    "{% else %}",
    "{%p for x in l %}",
    "{%p endfor %}",
    "{%tr for x in l %}",
    "{%tr endfor %}",
    "{#",
    "#}",
    "{{p m | markdown }}",
    "{{r a }}",
    "{% set q = a %}",
    "{{ a.b }}",
    "</w:p><w:p>",
    "<w:r><w:br/></w:r>",
    "</w:t></w:r><w:r><w:t>",
    "<w:tbl/>",
    "<w:p/>",
    "&",
    "<",
    "é",
    "\ufdd0",
    "{ {",
    "{% for a in a %}",
]


def _splice(data: bytes, rng: random.Random) -> bytes:
    name = rng.choice(["word/document.xml"] * 6 + names(data))
    text = part(data, name)
    at = rng.choice([i for i, c in enumerate(text) if c in "><"]) + 1
    for _ in range(rng.randint(1, 3)):
        kind = rng.randrange(3)
        other = min(len(text), at + rng.randint(0, 60))
        text = text[:at] + (rng.choice(TOKENS) if kind < 2 else "") + text[at if kind == 0 else other :]
        at = rng.randrange(len(text))
    return packed({n: text if n == name else part(data, n) for n in names(data)})


def _flip(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed[: rng.randrange(len(changed))] if rng.random() < 0.1 else changed)


def _whole(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                text = archive.read(name)
                etree.fromstring(text)
                assert b"{%" not in text
                assert b"\xef\xb7" not in text  # the engine's own marks, U+FDC0 to U+FDFF


def _try(mutate: Callable[[bytes, random.Random], bytes], seed: int, source: bytes = SOURCE) -> bool:
    data = mutate(source, random.Random(seed))
    try:
        _whole(Template(data).render(VALUES).to_bytes())
    except DelibgenError:
        return False
    return True


@pytest.fixture(autouse=True)
def _no_net(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away the engine's last net, so that a fault it does not know shows itself."""

    def reveal(error: Exception, _: str) -> None:
        raise error

    monkeypatch.setattr(template, "_unforeseen", reveal)


@pytest.mark.parametrize("mutate", [_splice, _flip])
def test_damage_is_refused_or_harmless(mutate: Callable[[bytes, random.Random], bytes]) -> None:
    assert sum(_try(mutate, seed) for seed in range(250)) < 250


@pytest.mark.long
@pytest.mark.parametrize("mutate", [_splice, _flip])
def test_much_damage_is_refused_or_harmless(mutate: Callable[[bytes, random.Random], bytes]) -> None:
    assert sum(_try(mutate, seed) for seed in range(250, 6_000)) < 5_750


REAL = sorted(SHIPPED.glob("*.docx"))


@pytest.mark.parametrize("mutate", [_splice, _flip])
def test_damage_to_real_templates_is_refused_or_harmless(mutate: Callable[..., bytes]) -> None:
    for seed in range(40):
        _try(mutate, seed, REAL[seed % len(REAL)].read_bytes())


@pytest.mark.long
@pytest.mark.parametrize("mutate", [_splice, _flip])
def test_much_damage_to_real_templates_is_refused_or_harmless(mutate: Callable[..., bytes]) -> None:
    for seed in range(1_000, 5_000):
        _try(mutate, seed, REAL[seed % len(REAL)].read_bytes())


@pytest.mark.long
@pytest.mark.libreoffice
def test_damage_to_templates_saved_by_writer_is_refused_or_harmless(soffice: str, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", "."]
    subprocess.run([*command, *map(str, REAL)], cwd=tmp_path, check=True, capture_output=True, timeout=300)
    saved = [path.read_bytes() for path in sorted(tmp_path.glob("*.docx"))]
    for seed in range(2_000):
        _try((_splice, _flip)[seed % 2], seed, saved[seed // 2 % len(saved)])
