"""Scores of small forms written for the purpose, and laws over random ones.

Knows: forms as dataclasses and what scoring gives out.
Must not know: how scoring works it out, or how a form is read from a file.
Invariant: every expected number here can be worked out by hand from the form beside it.
"""
