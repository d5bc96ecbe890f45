"""actes."""
