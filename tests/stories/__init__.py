"""Whole stories, told through the real server in a real browser by everyone who takes part."""
