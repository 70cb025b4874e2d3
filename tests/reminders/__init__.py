"""What shoppers are told of by e-mail."""
