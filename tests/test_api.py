"""What the compatibility promise covers (``docs/compatibilite.md``): names, parameters, codes of exit.

A name leaves ``FROZEN`` only with a major version, after a version that warns. A new one is added here.
"""

import inspect
import socket
import subprocess
import sys

import pytest

import delibgen
from delibgen import CheckError, ConversionError, DelibgenError, LoadError, RenderError, TemplateError
from delibgen.cli.app import Code
from tests.conftest import CONSEIL

FUNCTIONS = {
    "assemblee": "collectivite organe options",
    "check": "acte",
    "collectivite": "nom nature options",
    "convention": "objet numero",
    "deliberation": "numero assemblee",
    "illustration": "fichier description largeur_mm",
    "lint": "template kind",
    "load": "path kind",
    "load_seance": "folder",
    "membre": "nom options",
    "reference": "numero date organe",
    "render": "acte template templates",
    "repartir": "total cles",
    "rule": "code article severity since until portee",
    "seance": "assemblee date",
    "surveiller": "fichier acte afficher pause",
}
"""Function of the façade → its parameters."""
CLASSES = {
    "Acte",
    "Assemblee",
    "CheckError",
    "Collectivite",
    "Convention",
    "ConversionError",
    "Deliberation",
    "DelibgenError",
    "Document",
    "Echeancier",
    "Finding",
    "Image",
    "LoadError",
    "Membre",
    "MissingToolError",
    "Partie",
    "Personne",
    "Place",
    "RenderError",
    "Scrutin",
    "Seance",
    "Severity",
    "Template",
    "TemplateError",
}
FROZEN = sorted({*FUNCTIONS, *CLASSES})


def test_the_facade_is_the_frozen_list():
    assert sorted(delibgen.__all__) == FROZEN


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_the_parameters_of_a_function_are_those_promised(name):
    """New parameters come last, or by name only, with a default."""
    found = list(inspect.signature(getattr(delibgen, name)).parameters.values())
    promised = FUNCTIONS[name].split()
    assert [parameter.name for parameter in found][: len(promised)] == promised
    assert all(parameter.default is not parameter.empty for parameter in found[len(promised) :])


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_each_function_of_the_facade_has_an_example_that_runs(name):
    assert ">>>" in (getattr(delibgen, name).__doc__ or "")


@pytest.mark.parametrize("name", FROZEN)
def test_each_name_of_the_facade_is_documented(name):
    assert (getattr(delibgen, name).__doc__ or "").strip()


@pytest.mark.parametrize("error", [LoadError, CheckError, TemplateError, RenderError, ConversionError])
def test_one_family_of_errors(error):
    assert issubclass(error, DelibgenError)


def test_exit_codes_do_not_change():
    assert {code.name: int(code) for code in Code} == {
        "FAIT": 0,
        "FAUTES": 1,
        "USAGE": 2,
        "OUTIL": 3,
        "ECRITURE": 4,
        "INTERROMPU": 130,
    }


def test_making_a_packet_never_opens_a_connection(monkeypatch, tmp_path):
    def refused(*_, **__):
        raise AssertionError("connexion ouverte")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    from delibgen.dossier import build

    assert build(CONSEIL, tmp_path / "sortie").ok


def test_a_name_that_does_not_exist_is_an_attribute_error():
    code = "import delibgen; delibgen.rendre"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "AttributeError: module 'delibgen' has no attribute 'rendre'" in done.stderr
