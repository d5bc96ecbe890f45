"""Files that cannot be read, or must not be: one finding each, at its place, in French."""

import pytest

from delibgen.errors import Severity
from delibgen.load.files import read_tree
from delibgen.load.nodes import plain


def read(tmp_path, text, name="x.yaml"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    faults = []
    node = read_tree(path, faults)
    return (
        node,
        [(fault.code, fault.place.line, fault.place.column, fault.message) for fault in faults],
        faults,
    )


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "words"),
    [
        ("", "DG206", 1, 1, "fichier vide"),
        ("# rien\n", "DG206", 1, 1, "fichier vide"),
        ("a: b\n\tc: d\n", "DG206", 2, 1, "tabulation"),
        ("\ta: b\n", "DG206", 1, 1, "tabulation"),
        ("a: Objet : suite\n", "DG206", 1, 10, "« : » inattendu"),
        ("a: 'l'eau'\n", "DG206", 1, 7, "texte inattendu après les guillemets"),
        ("a: b\nc: 'fermez\nd: e\n", "DG206", 2, 4, "jamais fermés"),
        ("a: [1, 2\nb: 3\n", "DG206", 2, 2, "« , » ou « ] » attendu"),
        ("a: {m: 84 333,33}\n", "DG206", 1, 15, "coupe la valeur"),
        ("a: {m: l'avis, rendu, b: 1}\n", "DG206", 1, 16, "entre guillemets"),
        ("a: @x\n", "DG206", 1, 4, "ne peut pas commencer par « @ »"),
        ("a: *x\n", "DG206", 1, 4, "« *x »"),
        ('a: "\\d"\n', "DG206", 1, 5, "« \\ » inconnu"),
        ("a: b\n\n- c\n", "DG206", 3, 1, "nom de champ attendu"),
        ("a:\n- b\n - c\n", "DG206", 3, 2, "tiret mal aligné"),
        ("a: !!python/object:os.system x\n", "DG211", 1, 4, "étiquette"),
        ("a: !x b\n", "DG211", 1, 4, "étiquette « !x »"),
        ("a: b\n---\nc: d\n", "DG211", 2, 1, "un seul document"),
        ("? [a]\n: b\n", "DG211", 1, 3, "nom de champ attendu"),
        ("x: &x {a: b}\ny:\n  <<: *x\n", "DG211", 3, 3, "fusion"),
        ("a: b\nc: d\na: e\n", "DG205", 3, 1, "« a » écrit deux fois, déjà à la ligne 1"),
        ("a: b\nc: d\x0be\n", "DG209", 2, 5, "U+000B"),
        ("a: b\u2028c\n", "DG209", 1, 5, "U+2028"),
        ("a:\u00a0b\nc: d\n", "DG206", 1, 3, "espace insécable"),
        ("- a:\u202fb\n  c: d\n", "DG206", 1, 5, "espace insécable"),
        ("a: &a [*a]\n", "DG206", 1, 8, "« *a »"),
    ],
)
def test_yaml_faults_have_their_place_and_say_what_to_do(tmp_path, text, code, line, column, words):
    _, (first, *_), _ = read(tmp_path, text)
    assert first[:3] == (code, line, column)
    assert words in first[3]


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "words"),
    [
        ("", "DG207", 1, 1, "valeur attendue"),
        ('{"a": NaN}', "DG207", 1, 7, "« NaN »"),
        ('{"a": -Infinity}', "DG207", 1, 7, "« -Infinity »"),
        ('{"a": 01}', "DG207", 1, 7, "valeur attendue"),
        ('{"a": 1,\n "b": 2\n "c": 3}', "DG207", 3, 2, "« , » ou « } » attendu"),
        ('{"a": [1 2]}', "DG207", 1, 10, "« , » ou « ] » attendu"),
        ('{"a": "x\ny"}', "DG207", 1, 9, "saut de ligne"),
        ('{"a" "b"}', "DG207", 1, 6, "« : » attendu"),
        ("{'a': 1}", "DG207", 1, 2, "entre guillemets"),
        ('{"a": 1} x', "DG207", 1, 10, "texte inattendu"),
        ('{"a": 1,\n"a": 2}', "DG205", 2, 1, "écrit deux fois, déjà à la ligne 1"),
        ("[" * 100, "DG210", 1, 52, "niveaux"),
    ],
)
def test_json_faults_have_their_place(tmp_path, text, code, line, column, words):
    _, (first, *_), _ = read(tmp_path, text, "x.json")
    assert first[:3] == (code, line, column)
    assert words in first[3]


def test_reading_goes_on_after_a_duplicate_key_a_tag_and_a_forbidden_character(tmp_path):
    node, found, _ = read(tmp_path, "a: 1\na: 2\nb: !x 3\nc: d\x08\na: 4\n")
    assert [(code, line) for code, line, *_ in found] == [
        ("DG209", 4),
        ("DG205", 2),
        ("DG211", 3),
        ("DG205", 5),
    ]
    assert plain(node) == {"a": "1", "b": "3", "c": "d"}


def test_aliases_are_followed_within_a_budget(tmp_path):
    node, found, _ = read(tmp_path, "a: &x [1, 2]\nb: *x\n")
    assert (plain(node), found) == ({"a": ["1", "2"], "b": ["1", "2"]}, [])
    laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
    )
    node, found, _ = read(tmp_path, laughs)
    assert node is None
    assert [code for code, *_ in found] == ["DG210"]


def test_nesting_is_bounded(tmp_path):
    node, found, _ = read(tmp_path, "[" * 3000)
    assert node is None
    assert found[0][0] == "DG210"


def test_a_file_that_is_not_utf8_names_the_octet(tmp_path):
    _, found, _ = read(tmp_path, "a: b\nc: Étude\n".encode("cp1252"))
    assert found[0][:3] == ("DG208", 2, 4)
    assert "octet 0xC9, le 9e du fichier" in found[0][3]
    assert "UTF-16" in read(tmp_path, "a: b".encode("utf-16"))[1][0][3]


def test_a_byte_order_mark_is_accepted(tmp_path):
    assert plain(read(tmp_path, b"\xef\xbb\xbfa: b\n")[0]) == {"a": "b"}


def test_a_file_too_large_is_not_read(tmp_path):
    assert read(tmp_path, b"a: " + b"x" * (5 * 1024 * 1024))[1][0][0] == "DG210"


def test_a_folder_and_a_missing_file_are_said(tmp_path):
    faults = []
    assert read_tree(tmp_path, faults) is None
    assert read_tree(tmp_path / "rien.yaml", faults) is None
    assert [fault.code for fault in faults] == ["DG212", "DG212"]


def test_a_comment_that_cuts_a_text_is_an_alert(tmp_path):
    node, _, (alert,) = read(tmp_path, "a: Lot #3\nb: c # note\n")
    assert plain(node) == {"a": "Lot", "b": "c"}
    assert (alert.code, alert.severity, alert.place.line, alert.place.column) == (
        "DG220",
        Severity.ALERTE,
        1,
        8,
    )


def test_the_excerpt_of_a_long_line_is_cut_around_the_fault(tmp_path):
    _, _, (fault,) = read(tmp_path, f"a: {'x' * 500} : y\n")
    shown, caret = fault.place.excerpt.split("\n")
    assert len(shown) <= 100
    assert shown[caret.index("^")] == ":"


def test_the_excerpt_never_holds_what_a_terminal_obeys(tmp_path):
    _, _, (fault, *_) = read(tmp_path, "a: \x1b[31mrouge\n")
    assert "\x1b" not in fault.place.excerpt


def test_an_empty_field_between_braces_is_no_value_cut_at_its_comma(tmp_path):
    node, faults, _ = read(tmp_path, "a: {m: , b: 1}\n")
    assert (plain(node), faults) == ({"a": {"m": None, "b": "1"}}, [])
