"""What each act is called: one sentence per act that the product can write, all in one file.

English here, and gettext message ids. `who` is whoever acted and `what` the object, both as the
page calls them; any other gap is one of the entry's details.
"""

from __future__ import annotations

from collections.abc import Mapping


def _(message: str) -> str:
    """Marks a sentence for the translation catalogue; returns it unchanged."""
    return message


ACTS: Mapping[str, str] = {
    # People
    "person.add": _("%(who)s added %(what)s as: %(roles)s."),
    "person.import": _(
        "%(who)s imported a list of people; people: %(people)s, shoppers: %(shoppers)s."
    ),
    "person.link_all": _(
        "%(who)s made new sign-in links for all who had never signed in; people: %(people)s,"
        " shoppers: %(shoppers)s."
    ),
    "person.roles": _("%(who)s changed what %(what)s may do to: %(roles)s."),
    "person.revoke": _("%(who)s revoked %(what)s; devices signed out: %(devices)s."),
    "person.restore": _("%(who)s took %(what)s back."),
    "link.last_resort": _(
        "%(who)s made a sign-in link for %(what)s that leads past a lost passkey."
    ),
    "person.export": _("%(who)s took what is kept about %(what)s as a file."),
    "person.erase": _("%(who)s erased who somebody was, and what they wrote."),
    "own.export": _("%(who)s took what is kept about themselves as a file."),
    "link.issue": _("%(who)s made a sign-in link for %(what)s."),
    "link.send": _("%(who)s sent a sign-in link to %(what)s by e-mail."),
    "link.code": _("%(who)s drew a code for %(what)s."),
    "address.keep": _("%(who)s changed the e-mail address of %(what)s."),
    "address.remove": _("%(who)s removed the e-mail address of %(what)s."),
    "address.ask": _("%(who)s gave a new e-mail address, which has still to be confirmed."),
    "address.confirm": _("%(who)s confirmed their own new e-mail address."),
    "address.drop": _("%(who)s removed their own e-mail address."),
    "message.retry": _("%(who)s had an undelivered message tried again."),
    "message.discard": _("%(who)s gave up an undelivered message."),
    "session.open": _("%(who)s signed in."),
    "session.open_passkey": _("%(who)s signed in with a passkey."),
    "session.open_recovery_code": _("%(who)s signed in with a link and a recovery code."),
    "session.open_last_resort": _("%(who)s signed in by a link that led past a lost passkey."),
    "session.confirm": _("%(who)s showed a passkey again."),
    "session.revoke_others": _("%(who)s signed out on all other devices; devices: %(devices)s."),
    "session.revoke": _("%(who)s signed a device of %(what)s out."),
    "session.revoke_all": _("%(who)s signed %(what)s out everywhere; devices: %(devices)s."),
    "passkey.add": _("%(who)s added a passkey."),
    "passkey.rename": _("%(who)s called a passkey otherwise."),
    "passkey.remove": _("%(who)s removed a passkey; left: %(left)s."),
    "passkey.copied": _("A passkey of %(who)s was refused: its count went backwards."),
    "recovery_code.make": _("%(who)s made recovery codes anew."),
    "recovery_code.use": _("%(who)s used a recovery code; left: %(left)s."),
    # Shoppers
    "shopper.add": _("%(who)s added the shopper %(what)s."),
    "shopper.reveal": _("%(who)s looked up the name behind %(what)s."),
    "shopper.deactivate": _("%(who)s ended the work of %(what)s; open visits: %(visits)s."),
    "shopper.restore": _("%(who)s took the shopper %(what)s back."),
    "shopper.remind": _("%(who)s wants to be sent reminders again."),
    "shopper.remind_not": _("%(who)s wants to be sent no reminders."),
    "shopper.export": _("%(who)s took what is kept about %(what)s, name included, as a file."),
    "device.register": _("%(who)s registered a phone."),
    "device.forget": _("%(who)s removed the key of a phone of %(what)s."),
    # Regions and stores
    "region.add": _("%(who)s added the region %(what)s."),
    "region.change": _("%(who)s renamed or moved the region %(what)s."),
    "region.delete": _("%(who)s deleted an empty region."),
    "region.head": _("%(who)s made %(person)s the head of %(what)s."),
    "region.head_end": _("%(who)s ended that %(person)s heads %(what)s."),
    "store.add": _("%(who)s added the store %(what)s."),
    "store.edit": _("%(who)s changed the store %(what)s."),
    "store.close": _("%(who)s closed the store %(what)s."),
    "store.reopen": _("%(who)s reopened the store %(what)s."),
    "store.import": _("%(who)s imported a list of stores; new: %(new)s, changed: %(changed)s."),
    "store.place": _("%(who)s set where %(what)s is on the map."),
    "store.manager": _("%(who)s made %(person)s a manager of %(what)s."),
    "store.manager_end": _("%(who)s ended that %(person)s manages %(what)s."),
    # The programme and its forms
    "programme.add": _("%(who)s named the programme %(what)s."),
    "programme.change": _("%(who)s changed the programme %(what)s."),
    "staff.notice": _("%(who)s noted that staff were told on %(told_on)s."),
    "form.publish": _("%(who)s published %(form)s version %(version)s."),
    "form.draft": _("%(who)s kept a draft of %(what)s version %(version)s."),
    "form.redraft": _("%(who)s replaced the draft of %(what)s version %(version)s."),
    "form.discard": _("%(who)s deleted the draft of %(what)s version %(version)s."),
    "hold.place": _("%(who)s placed a legal hold."),
    "hold.lift": _("%(who)s lifted a legal hold."),
    "rollup.rebuild": _("%(who)s made the sums of the comparisons anew."),
    # Visits
    "wave.open": _("%(who)s opened the wave %(what)s."),
    "visit.import": _("%(who)s planned visits from a list; new: %(new)s."),
    "visit.plan": _("%(who)s planned a visit of %(shopper)s: %(what)s."),
    "visit.cancel": _("%(who)s cancelled a visit: %(what)s."),
    "visit.reassign": _("%(who)s gave a visit to %(shopper)s: %(what)s."),
    "visit.give_back": _("%(who)s reported a visit that had gone to another shopper: %(what)s."),
    "visit.move_form": _("%(who)s moved a visit to version %(version)s of its form: %(what)s."),
    # Reports, moments and what follows from them
    "submission.receive": _("%(who)s sent a report: %(what)s."),
    "submission.revise": _("%(who)s sent revision %(revision)s of a report: %(what)s."),
    "submission.rescue": _("%(who)s took a report in from a rescue file: %(what)s."),
    "episode.rescue": _("%(who)s took a moment in from a rescue file: %(what)s."),
    "episode.receive": _("%(who)s logged a moment: %(what)s."),
    "episode.place": _("%(who)s said at which store a moment was: %(what)s."),
    "episode.unplace": _("%(who)s took back at which store a moment was: %(what)s."),
    "review.claim": _("%(who)s began to read a report: %(what)s."),
    "review.take_over": _("%(who)s took a report over that a colleague had left lying: %(what)s."),
    "review.released": _("%(who)s laid a report back: %(what)s."),
    "review.accepted": _("%(who)s accepted a report: %(what)s."),
    "review.sent_back": _("%(who)s sent a report back: %(what)s."),
    "review.withhold": _("%(who)s kept something of a report from the store: %(what)s."),
    "review.show": _("%(who)s showed the store again what was kept from it: %(what)s."),
    "review.take_back": _("%(who)s took the acceptance of a report back: %(what)s."),
    "review.undo": _("%(who)s took a verdict back: %(what)s."),
    "report.erase": _("%(who)s erased the words and photos of a report: %(what)s."),
    "score.make": _("%(who)s scored a visit: %(what)s."),
    "score.publish": _("%(who)s published a score: %(what)s."),
    "score.withdraw": _("%(who)s withdrew a score: %(what)s."),
    "commendation.confirm": _("%(who)s passed words of thanks on: %(what)s."),
    "commendation.decline": _("%(who)s declined words of thanks: %(what)s."),
    "commendation.withdraw": _("%(who)s took a commendation back: %(what)s."),
    "commendation.erase": _("%(who)s erased words of thanks: %(what)s."),
    "self_view.give": _("%(who)s rated their own store for %(quarter)s: %(what)s."),
}

# What one may ask the history for: a subject, and how the acts of it begin.
SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "people": (
        "person",
        "own",
        "link",
        "address",
        "message",
        "session",
        "passkey",
        "recovery_code",
    ),
    "shoppers": ("shopper", "device"),
    "stores": ("region", "store"),
    "programme": ("programme", "staff", "form", "hold", "rollup"),
    "visits": ("wave", "visit"),
    "reports": ("submission", "report", "episode", "review", "score", "commendation", "self_view"),
}
