"""What can be done about people, a file for each thing that it is about."""

from server.people.commands.adding import add_person, add_shopper
from server.people.commands.devices import MOST_DEVICES, register_device
from server.people.commands.links import issue_link, issue_setup_link, usable_link, use_link
from server.people.commands.revoking import (
    change_roles,
    deactivate_shopper,
    forget_device,
    keep_an_administrator,
    restore_person,
    restore_shopper,
    revoke_person,
)
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
    "change_roles",
    "choose_language",
    "deactivate_shopper",
    "forget_device",
    "issue_link",
    "issue_setup_link",
    "keep_an_administrator",
    "open_session",
    "register_device",
    "restore_person",
    "restore_shopper",
    "revoke_person",
    "revoke_session",
    "shut_out",
    "usable_link",
    "use_link",
]
