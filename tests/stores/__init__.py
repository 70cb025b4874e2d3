"""Regions, stores, and who may read which."""
