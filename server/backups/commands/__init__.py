"""Making a backup, and putting one in the place of what is there."""

from server.backups.commands.make import Made, make
from server.backups.commands.restore import Target, check_file, restore

__all__ = ["Made", "Target", "check_file", "make", "restore"]
