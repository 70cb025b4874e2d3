"""What can be done about people, a file for each thing that it is about."""

from server.people.commands.adding import add_person, add_shopper
from server.people.commands.devices import MOST_DEVICES, register_device
from server.people.commands.links import issue_link, issue_setup_link, usable_link, use_link
from server.people.commands.sessions import (
    SignedIn,
    choose_language,
    open_session,
    revoke_session,
    shut_out,
)

__all__ = [
    "MOST_DEVICES",
    "SignedIn",
    "add_person",
    "add_shopper",
    "choose_language",
    "issue_link",
    "issue_setup_link",
    "open_session",
    "register_device",
    "revoke_session",
    "shut_out",
    "usable_link",
    "use_link",
]
