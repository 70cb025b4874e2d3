"""The product: one Flask process that receives reports, reviews them and shows what they say.

Knows: everything below, floor by floor; each package's own docstring says what it may know.
Must not know: nothing outside this package imports it, save the tests.
Invariant: a package imports only from lower floors (the import-linter contract in pyproject.toml).
"""
