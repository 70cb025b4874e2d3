"""Messages as rows, delivered over SMTP.

Knows: kinds of message by name, what each needs to be written, when to try again.
Must not know: what a kind says and to whom; its writer is handed in by wiring, at delivery.
Invariant: a row holds no address that is known elsewhere, no text and no secret, and is gone as
soon as its message was delivered.
"""
