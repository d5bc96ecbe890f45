"""The package as a whole: exports, imports, refusals, filters in a template."""

import datetime as dt
import inspect
import subprocess
import sys
import typing
from decimal import Decimal
from pathlib import Path

import pytest

from delibgen import french
from delibgen.french import FILTERS, TESTS, FrenchError

JUNK = [
    *(None, True, False, 0, -1, 1.5, float("nan"), float("inf"), 10**30, 10**5000),
    *(Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("1E+99999"), Decimal("1.234")),
    *(
        "",
        " ",
        "\u00a0",
        "\ud800",
        "texte",
        b"octets",
        dt.datetime(2024, 9, 12),  # noqa: DTZ001
        dt.date(2024, 9, 12),
        dt.time(18),
    ),
    *([], {}, (), object(), [None], [[]], {"a": 1}, int, len),
]
READERS = ["parse_date", "parse_heure", "parse_montant", "jours_feries", "paques", "s_elide"]
SECOND = {
    "periode": dt.date(2024, 9, 12),
    "jours_francs": dt.date(2024, 9, 12),
    "annees": 2026,
    "annees_longues": 2026,
    "compte": "voix",
    "pluriel": "voix",
    "accord_groupe": ["f"],
}


def answers(function, *arguments: object, **options: object) -> bool:
    """Call the function; only a French refusal may stop it."""
    try:
        function(*arguments, **options)
    except FrenchError as error:
        return 10 < len(str(error)) < 400
    return True


@pytest.mark.parametrize("name", [*FILTERS, *READERS])
def test_any_value_is_written_or_refused_in_french(name: str) -> None:
    others = [SECOND[name]] if name in SECOND else []
    for value in JUNK:
        assert answers(getattr(french, name), value, *others)


def sample(name: str) -> object:
    """Return a value that the filter takes."""
    if name in {"liste", "liste_ou", "colonnes"}:
        return ["A", "B"]
    if name == "dates":
        return [dt.date(2024, 9, 12)]
    kind = next(iter(inspect.signature(FILTERS[name]).parameters.values())).annotation
    text = "21" if name in {"departement", "de_departement", "tribunal", "ville_tribunal"} else "voix"
    return {dt.date: dt.date(2024, 9, 12), dt.time: dt.time(18, 30), str: text}.get(kind, 2)


@pytest.mark.parametrize("name", [*FILTERS])
def test_any_argument_of_a_filter_is_taken_or_refused_in_french(name: str) -> None:
    first, *parameters = inspect.signature(FILTERS[name]).parameters.values()
    for parameter in parameters:
        if parameter.annotation in {bool, bool | None}:
            continue
        others = [SECOND[name]] if name in SECOND and parameter is not parameters[0] else []
        for value in JUNK:
            assert answers(FILTERS[name], sample(name), *others, **{parameter.name: value}), first


def test_all_public_names_exist_and_are_documented() -> None:
    assert sorted(french.__all__) == sorted(set(french.__all__))
    for name in french.__all__:
        value = getattr(french, name)
        if inspect.isfunction(value):
            assert value.__doc__, name
            assert ">>>" in value.__doc__, name
            assert "return" in typing.get_type_hints(value), name


def test_filters_bear_the_names_of_the_public_functions() -> None:
    for name, function in FILTERS.items():
        assert getattr(french, name) is function
    for test in TESTS.values():
        assert inspect.isfunction(test)


def test_filters_serve_in_a_jinja_template() -> None:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(autoescape=True)
    environment.filters.update(FILTERS)
    environment.tests.update(TESTS)
    source = (
        "{{ seance | date_complete }} à {{ debut | heure }}, {{ montant | euros_complets }}, "
        "{{ 2 | compte('abstention') }}, {{ ville | de }}, {{ 'absent excusé' | accord('f') }}"
        "{% if 2 is pluriel %}, {{ noms | liste }}{% endif %}"
    )
    text = environment.from_string(source).render(
        seance=dt.date(2024, 9, 12),
        debut=dt.time(18, 30),
        montant=Decimal(20_000),
        ville="Le Havre",
        noms=["Ay", "Bé & Cie"],
    )
    assert text.replace("\u00a0", " ") == (
        "jeudi 12 septembre 2024 à 18 h 30, vingt mille euros (20 000 €), 2 abstentions,"
        " du Havre, absente excusée, Ay et Bé &amp; Cie"
    )


def test_the_package_imports_only_the_standard_library() -> None:
    script = (
        "import sys, types; before = set(sys.modules);"
        "package = sys.modules['delibgen'] = types.ModuleType('delibgen');"  # without the façade above it
        f"package.__path__ = [{str(Path(french.__file__).parent.parent)!r}]; import delibgen.french;"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before};"
        "print(sorted(new - set(sys.stdlib_module_names) - {'delibgen'}))"
    )
    alone = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert alone.stdout.strip() == "[]"


def test_an_error_can_cross_a_process_boundary() -> None:
    import pickle

    error = pickle.loads(pickle.dumps(FrenchError("non")))
    assert isinstance(error, ValueError)
    assert str(error) == "non"
