"""Tables and charts with which a region compares its stores, fairly.

Knows: the rollup, statistics, which stores an actor may read.
Must not know: single reports, shoppers, reviewers.
Invariant: no mean and no change leaves here without its n and interval, or "too few visits".
"""
