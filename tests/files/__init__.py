"""Bytes kept by their hash."""
