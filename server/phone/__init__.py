"""The phone app: the shell page, its ES modules, and the one resource it reads its visits from.

Knows: which visits, forms and receipts a shopper's phone needs, and how to send its files small.
Must not know: how a report is judged, scored or shown to a store; anything about another shopper.
Invariant: one version names one content: a file under `/phone/static/<version>/` never changes.
"""
