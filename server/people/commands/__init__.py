"""What can be done about people, a file for each thing that it is about."""

from server.people.commands.adding import add_person, add_shopper
from server.people.commands.addresses import ask_for_link, send_link
from server.people.commands.confirming import require_confirmed
from server.people.commands.devices import MOST_DEVICES, register_device
from server.people.commands.erasing import erase, erase_old
from server.people.commands.links import (
    Given,
    code_for_another_device,
    fresh_code,
    give_link,
    give_links,
    issue_last_resort,
    issue_link,
    issue_setup_link,
    usable_link,
    use_code,
    use_link,
)
from server.people.commands.passkeys import (
    LONGEST_NAME,
    MOST_PASSKEYS,
    Shown,
    add_passkey,
    confirm_with_passkey,
    remove_passkey,
    rename_passkey,
    sign_in_with_passkey,
)
from server.people.commands.places import come_by
from server.people.commands.recovery import (
    make_recovery_codes,
    own_codes_among,
    use_recovery_code,
)
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
    recognise,
    revoke_others,
    revoke_session,
    shut_out,
)

__all__ = [
    "LONGEST_NAME",
    "MOST_DEVICES",
    "MOST_PASSKEYS",
    "Given",
    "Shown",
    "SignedIn",
    "add_passkey",
    "add_person",
    "add_shopper",
    "ask_for_link",
    "change_roles",
    "choose_language",
    "code_for_another_device",
    "come_by",
    "confirm_with_passkey",
    "deactivate_shopper",
    "erase",
    "erase_old",
    "forget_device",
    "fresh_code",
    "give_link",
    "give_links",
    "issue_last_resort",
    "issue_link",
    "issue_setup_link",
    "keep_an_administrator",
    "make_recovery_codes",
    "open_session",
    "own_codes_among",
    "recognise",
    "register_device",
    "remove_passkey",
    "rename_passkey",
    "require_confirmed",
    "restore_person",
    "restore_shopper",
    "revoke_others",
    "revoke_person",
    "revoke_session",
    "send_link",
    "shut_out",
    "sign_in_with_passkey",
    "usable_link",
    "use_code",
    "use_link",
    "use_recovery_code",
]
