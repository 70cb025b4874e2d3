"""What all pages of this folder hang on."""

from __future__ import annotations

from flask import Blueprint

from server.kernel.actor import Role

blueprint = Blueprint("people", __name__, template_folder="../templates")
ALL = tuple(Role)
