"""Pages: frozen data in, PDF bytes out.

Knows: how a page is laid out, tagged and worded in English and Spanish; the fonts beside it.
Must not know: Flask, Peewee, forms, scoring, the clock, the network.
Invariant: the same data gives the same bytes.
"""

from pdf_templates.blank import blank_form
from pdf_templates.compose import scorecard
from pdf_templates.thanks import thank_you
from pdf_templates.together import together

__all__ = ["blank_form", "scorecard", "thank_you", "together"]
