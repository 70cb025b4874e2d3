"""The phone app in WebKit, the engine of every iPhone: what it keeps, and what it sends.

Debian's WebKitGTK, driven by its own driver. Its sessions are private ones: nothing of them
outlives the browser, so that these tests also show that the app works where nothing lasts.
"""
