"""Coverage-guided fuzzing, outside the test suite: ``pip install atheris`` first."""
