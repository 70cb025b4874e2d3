"""The page from which a phone takes the authority's certificate, with what to do there."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template

from server.certificates.queries import Authority, authority_in
from server.kernel.problems import Problem
from server.web.guard import public

blueprint = Blueprint(
    "certificates", __name__, url_prefix="/certificate", template_folder="templates"
)


@blueprint.get("/")
@public
def page() -> str:
    """How a phone comes to trust this server; only where the installation has an authority."""
    return render_template("certificates/page.html", authority=_authority())


@blueprint.get("/ca.crt")
@public
def download() -> Response:
    """The authority's certificate. Public: whoever connects is shown one that it has signed."""
    # No attachment: an iPhone would put it with the files and not offer to install it.
    return Response(_authority().pem, content_type="application/x-x509-ca-cert")


def _authority() -> Authority:
    found = authority_in(current_app.extensions["settings"].data)
    if found is None:
        raise Problem("not_found")
    return found
