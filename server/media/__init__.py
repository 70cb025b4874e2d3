"""Photos, by the hash of their bytes: what reports announced, what has arrived, and its bytes.

Knows: content, sizes, who announced what by plain id.
Must not know: what a report is, or who may read one; photos are served through what shows them.
Invariant: only announced content is accepted, and a stored file's name is its SHA-256.
"""
