"""The product's own server, and beside its routes a bare one that parses JSON and answers JSON.

python -m tests.bench.report_server DATA PORT
"""

from __future__ import annotations

import sys
from pathlib import Path

from flask import Response
from flask_smorest import Blueprint

from server import app, wiring
from server.cli.address import Address
from server.cli.running import run
from server.kernel.actor import Role
from server.kernel.rights import Right, Scope
from server.kernel.settings import Settings
from server.web.guard import permit
from server.web.replies import json_body, reply

blueprint = Blueprint("bare", __name__, url_prefix="/bare")


@blueprint.put("/<uuid:submission>")
@permit(Role.SHOPPER)
def bare(submission: object) -> Response:
    """Through the same guard, the same reading and the same writing of JSON; nothing else."""
    raw, value = json_body(1_000_000)
    return reply({"submission": str(submission), "bytes": len(raw), "answers": len(value)}, 201)


def add_the_bare_route() -> None:
    """To every app that this process makes from here on."""
    wiring.RESOURCES += (blueprint,)
    own = {Role.SHOPPER: Scope.OWN}
    # The guard knows no route that is in no row of its table.
    app.RIGHTS += (Right("bare.answer", "Be answered, and nothing else", own, ("bare.bare",)),)


if __name__ == "__main__":
    add_the_bare_route()
    run(Settings(data=Path(sys.argv[1])), Address("127.0.0.1", int(sys.argv[2])))
