"""Reports as phones send them: what is taken, what is refused, and that nothing is half stored."""
