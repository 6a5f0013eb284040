"""Notices: what the cabinet tells a person, on the page, by e-mail, SMS and push.

A feature registers its kinds with `kinds.register` and calls `services.notify` in the unit of work
of the act; what it writes is sent after the commit, or never.
"""
