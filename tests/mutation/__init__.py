"""Mutation proof of lint: every tag of a template changed as people and Word change tags."""
