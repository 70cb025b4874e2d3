"""Taking in a rescue file: what a phone had not sent yet, brought by hand.

Knows: the file's format, which device of which shopper signed each record, how reports come in.
Must not know: what a report says, or how one is judged; it hands over the bytes as they are.
Invariant: a record is stored only as its own shopper's, signed by a device that the shopper
registered, and then as if the phone had sent it: same id, same bytes, same receipt.
"""
