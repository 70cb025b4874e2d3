"""An installation's own certificate authority, for phones on a network without public names.

Knows: how to make an authority and a server's certificate, and how a phone comes to trust them.
Must not know: people, visits, reports; whether and where somebody serves with the certificate.
Invariant: the authority may vouch for private addresses and the names it was made for, and for no
site on the internet, so that a phone which trusts it loses nothing should its key be stolen.
"""
