"""Forms in spreadsheets: an XLSForm read into a form of ours, and a form written as one."""

from server.programmes.rules.xlsform.exporting import NotExported, to_xlsform
from server.programmes.rules.xlsform.places import SheetMistake, SheetMistakes
from server.programmes.rules.xlsform.reading import Imported, read_xlsform

__all__ = [
    "Imported",
    "NotExported",
    "SheetMistake",
    "SheetMistakes",
    "read_xlsform",
    "to_xlsform",
]
