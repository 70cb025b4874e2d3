"""The one resource that the phone app reads."""
