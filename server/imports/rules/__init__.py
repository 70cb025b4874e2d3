"""What a list says, row by row, against what is there: pure."""
