"""Rules of the law."""
