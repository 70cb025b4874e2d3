"""Visits: planned, assigned, cancelled."""
