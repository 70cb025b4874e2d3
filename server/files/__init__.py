"""Bytes kept by their SHA-256 in a folder, and unfinished ones while they arrive.

Knows: files, hashes, and how to make them survive a power cut.
Must not know: what the bytes are (a photo, a PDF) or whose they are.
Invariant: a file under `whole/` has exactly the content that its name says, or does not exist.
"""

from server.files.folder import Folder, bind, folder

__all__ = ["Folder", "bind", "folder"]
