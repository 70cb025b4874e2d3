"""`python -m server.cli`, where the program `audit-kit` is not on the path."""

from server.cli import main

main(prog_name="audit-kit")
