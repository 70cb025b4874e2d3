"""The database engines, the browser and the server that tests run against, all real.

Knows: how to start and stop them, and how to hand each test a fresh database fast.
Must not know: what is stored, shown or tested.
Invariant: whatever is started here is ended here, and leaves nothing behind.
"""
