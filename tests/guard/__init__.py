"""Who may open what, whose it is, and what a store never learns.

Knows: every route of the app, from the app itself.
Must not know: what a route answers, beyond whether it opened.
Invariant: a route that is not sorted into `objects.ROUTES` fails the suite.
"""
