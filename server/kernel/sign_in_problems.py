"""What can be wrong with coming in: links, codes, addresses, and trying too often."""

from __future__ import annotations

from collections.abc import Mapping

from server.kernel.kinds import Kind


def _(message: str) -> str:
    """Marks a sentence for the translation catalogue; returns it unchanged."""
    return message


SIGN_IN_PROBLEMS: Mapping[str, Kind] = {
    "link_unusable": Kind(
        410,
        _("This link does not work"),
        _("It is not one of ours, or was copied in part. Open it from the message once more."),
    ),
    "link_used": Kind(
        410,
        _("This link was used already"),
        _(
            "A link works once, and this one was used, perhaps by you on another device, or your"
            " programme ended it. Ask for a new one for this device."
        ),
    ),
    "link_late": Kind(
        410,
        _("This link is too old"),
        _("A link works for a limited time, and that of this one is over. Ask for a new one."),
    ),
    "setup_over": Kind(
        410,
        _("The set-up is done already"),
        _(
            "This link makes the first administrator, and there is one by now. Ask them for a"
            " sign-in link of your own."
        ),
    ),
    "code_unusable": Kind(
        422,
        _("This code does not work"),
        _(
            "Compare it with the one you were given. A code works once and for a short time;"
            " opening the link that came with it gives you a new one."
        ),
    ),
    "address_taken": Kind(
        409,
        _("Somebody has this address already"),
        _(
            "%(name)s has this address already. Look for %(name)s in the list and send a new"
            " link, or give another address."
        ),
    ),
    "address_of_shopper": Kind(
        409,
        _("A shopper has this address already"),
        _(
            "A shopper has this address already; which one is told to nobody. Send that shopper a"
            " new link, or give another address."
        ),
    ),
    "address_in_use": Kind(
        409,
        _("This address cannot be yours here"),
        _(
            "This address already leads to another sign-in here. Give another one, or ask your"
            " administrator."
        ),
    ),
    "staff_shops_already": Kind(
        409,
        _("This person is a shopper already"),
        _("Which code it is, nobody is told. Leave the row or the choice out."),
    ),
    "staff_address": Kind(
        422,
        _("This address is not that person's"),
        _("Leave it empty: what is kept for a member of staff is changed where they are listed."),
    ),
    "address_of_staff": Kind(
        409,
        _("This address is changed elsewhere"),
        _(
            "Your address is kept with your other work here. Sign in for that work and change it"
            " there."
        ),
    ),
    "address_missing": Kind(
        422, _("There is no address yet"), _("Write the e-mail address that the link goes to.")
    ),
    "mail_not_set_up": Kind(
        409,
        _("E-mail is not set up"),
        _("No e-mail is sent from here. Ask your administrator for a sign-in link."),
    ),
    "confirm_first": Kind(
        403,
        _("Confirm that it is you"),
        _(
            "You showed who you are more than %(minutes)s minutes ago. Show your passkey on the"
            " page /confirm, or sign in with a new link, and then do it once more."
        ),
    ),
    "too_many": Kind(
        429,
        _("Too many times"),
        _("That was too often in a short time. Try again in %(minutes)s min."),
    ),
}
