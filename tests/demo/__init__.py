"""The sample chain: what it is made of, what it tells, and where it may be put."""
