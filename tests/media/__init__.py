"""Photos as phones send them: announced, in chunks, checked, and never half there."""
