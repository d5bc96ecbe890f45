"""The filters and the tests that a template may use: those of the engine, of French, and the caller's own."""

from collections.abc import Callable, Mapping

from delibgen.word.filters import engine_filters, engine_tests
from delibgen.word.runtime import MARKS, SHAPES

Functions = Mapping[str, Callable[..., object]]


class Vocabulary:
    """Filters and tests by name; one per template, read-only once built.

    ``used``, when known, are the filters and the tests of the template: French is loaded for them only.
    """

    def __init__(
        self,
        filters: Functions,
        tests: Functions,
        used: tuple[frozenset[str] | None, frozenset[str] | None] = (None, None),
    ) -> None:
        own, own_tests = engine_filters(used[0]), engine_tests(used[1])
        self.filters: Functions = {**own, **filters}
        """Filters that a tag may name."""
        self.tests: Functions = {**own_tests, **tests}
        self.pure = {("filter", name) for name in {*own, *SHAPES} - filters.keys()}
        """What is known to depend on nothing but what it is given."""
        self.pure |= {("test", name) for name in own_tests.keys() - tests.keys()}

    def filter(self, name: str) -> Callable[..., object] | None:
        """Return a filter, one that the engine writes itself included, or ``None``."""
        return MARKS.get(name) or SHAPES.get(name) or self.filters.get(name)
