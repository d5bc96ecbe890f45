"""How Jinja reads the tags: own delimiters, no globals, closed filters. It parses, and runs nothing."""

from collections.abc import Callable, Mapping

from jinja2 import Environment

from delibgen.word.vocabulary import Vocabulary

BLOCK, BLOCK_END, VALUE, VALUE_END, NOTE, NOTE_END = (chr(code) for code in range(0xFDD2, 0xFDD8))
"""Delimiters that no document and no value can hold: the XML around needs no escaping."""


class WordEnvironment(Environment):
    """Jinja's parser with the closed language of delibgen; one per template, read-only once built."""

    def __init__(
        self, filters: Mapping[str, Callable[..., object]], tests: Mapping[str, Callable[..., bool]]
    ) -> None:
        super().__init__(
            block_start_string=BLOCK,
            block_end_string=BLOCK_END,
            variable_start_string=VALUE,
            variable_end_string=VALUE_END,
            comment_start_string=NOTE,
            comment_end_string=NOTE_END,
            keep_trailing_newline=True,
            autoescape=False,
            auto_reload=False,
            cache_size=0,
        )
        self.vocabulary = Vocabulary(filters, tests)
        self.globals.clear()
        self.filters = dict(self.vocabulary.filters)
        self.tests = dict(self.vocabulary.tests)
        self.public_filters = frozenset(self.filters)
        """Filters that a tag may name; the engine adds its own to those of the tags."""
