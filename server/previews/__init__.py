"""A form as its author looks at it: as the phone will ask it, to be tried out, and on paper.

Knows: a form, how the phone draws and asks it, and what each answer scores and sets off.
Must not know: visits, reports, who a shopper is.
Invariant: what is answered in a preview is stored nowhere and sent nowhere.
"""
