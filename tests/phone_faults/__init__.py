"""Reports sent through a network that fails at every point of the protocol.

A real Chromium runs the phone's own modules; between it and the real server stands a proxy that
does to each request what the run's plan says. Every run ends with one submission, the answers that
were written, all photos byte for byte and nothing left to send.

    python -m pytest tests/phone_faults
    FAULT_SEED=137 python -m pytest tests/phone_faults      that run alone, with all it did
"""
