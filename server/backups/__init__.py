"""An installation as one file: all rows, photos, PDFs, drafts, secret and certificates.

Knows: tables by name and column, and which files an installation consists of.
Must not know: what any table means; the list of them is handed in.
Invariant: whatever a file says of itself is checked before anything is touched, and an
installation is replaced as a whole or not at all.
"""
