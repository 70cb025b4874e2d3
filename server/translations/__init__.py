"""The words of pages and problems in the other languages, and what keeps them complete.

Knows: where sentences stand in code and templates, and how gettext's catalogues are made.
Must not know: the product; it is read as text and never imported.
Invariant: a catalogue holds exactly the sentences that stand in the code; tests/web checks it.
"""
