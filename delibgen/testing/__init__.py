"""Tests of kinds of acts, for the projects that invent them: one line tests an act.

::

    from delibgen.testing import assert_act

    def test_arrete():
        assert_act(ArreteVoirie, "exemple.yaml")

Needs no test framework: a fault is an ``AssertionError`` whose text says everything that is wrong.
"""

from delibgen.formats.lecture import read_text
from delibgen.testing.attendu import assert_text
from delibgen.testing.banc import Rapport, banc
from delibgen.testing.essai import assert_act

__all__ = ["Rapport", "assert_act", "assert_text", "banc", "read_text"]
