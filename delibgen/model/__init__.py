"""What exists: the records. Loading one loads every kind of act, so that files can name them all."""

from delibgen.model import convention, deliberation, unilateral

__all__ = ["convention", "deliberation", "unilateral"]
