"""The command line: one program, `audit-kit`, with one file for each group of its commands.

Knows: settings, the app, the sample chain, and how to speak to a person at a terminal.
Must not know: what a report, a score or a page is made of.
Invariant: what a person can put right ends in one sentence on stderr and exit code 1 (2 when the
command itself was mistyped), never in a traceback.
"""

try:
    from server.cli.program import main
except KeyboardInterrupt:  # Loading the product takes most of a second; Ctrl-C may come in it.
    raise SystemExit(130) from None

__all__ = ["main"]
