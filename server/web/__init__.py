"""HTTP and nothing of the trade: guard, problem answers, page base, languages, OpenAPI.

Knows: Flask, the actor, problems.
Must not know: what any route is about; who somebody is and what they may do is handed in.
Invariant: a route without a declared permission does not start the app.
"""
