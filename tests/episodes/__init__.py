"""Moments logged outside a visit: taken once, read by few, counted so that nobody is traced."""
