"""Programmes and the form versions published to them."""
