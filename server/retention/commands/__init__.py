"""What can be done about personal data, a file for each thing."""

from server.retention.commands.erasing import check_erasable, erase_due, erase_person, unless_held
from server.retention.commands.exporting import export, export_own
from server.retention.commands.holding import lift_hold, place_hold

__all__ = [
    "check_erasable",
    "erase_due",
    "erase_person",
    "export",
    "export_own",
    "lift_hold",
    "place_hold",
    "unless_held",
]
