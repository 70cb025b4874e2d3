"""Regions as a tree, the stores in them, and who manages or heads which.

Knows: people by id.
Must not know: visits, reports, scores.
Invariant: `queries.visible_to(actor)` is the only way in which any feature learns which stores an
actor may read.
"""
