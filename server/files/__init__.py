"""Bytes kept in folders: by their SHA-256, or by name; and unfinished ones while they arrive.

Knows: files, hashes, names, and how to make them survive a power cut.
Must not know: what the bytes are (a photo, a PDF, a form) or whose they are.
Invariant: a file under `whole/` has exactly the content that its name says, or does not exist; a
document by name is one that somebody stored whole.
"""

from server.files.bound import bind, drafts, folder
from server.files.folder import Folder
from server.files.shelf import Shelf

__all__ = ["Folder", "Shelf", "bind", "drafts", "folder"]
