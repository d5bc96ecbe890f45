"""Golden texts: the shipped templates and the acts of the example sittings, readable in a review."""
