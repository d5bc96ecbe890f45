"""The sitting of the tests of packets."""

from tests.dossier.conftest import sitting

__all__ = ["sitting"]
