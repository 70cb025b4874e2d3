"""What every role may do, who did what, who looked, and who is let in no longer."""
