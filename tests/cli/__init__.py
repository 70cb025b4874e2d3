"""The command line, started as a person starts it: real processes, real ports, real signals."""
