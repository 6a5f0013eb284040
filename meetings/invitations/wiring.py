"""Joins invitations to the application: pages, API, the home page."""

from __future__ import annotations

from email.utils import parseaddr

from flask import Flask

from ecabinet import jobs, slots
from ecabinet.i18n import translate
from meetings.invitations import api, automatic, calendars, feed_api, feed_views, page, views
from meetings.invitations.letters import api as letter_api
from meetings.invitations.letters import keeping
from meetings.invitations.letters import views as letter_views


def init_app(app: Flask) -> None:
    """Register everything that invitations bring."""
    for part in (views, api, letter_views, letter_api, feed_views, feed_api):
        app.register_blueprint(part.bp)
    calendars.outside.language = language = app.config["DEFAULT_LANGUAGE"]
    outside = app.extensions["ecabinet.config"].outside
    calendars.outside.base_url = outside.address.rstrip("/")
    calendars.outside.organizer = parseaddr(outside.mail.sender)[1] or calendars.NO_ADDRESS
    calendars.outside.words = translate(language, "calendar-words")
    jobs.add("invitations-remind", automatic.remind_all_due)
    database, store = app.extensions["ecabinet.database"], app.extensions["ecabinet.store"]
    jobs.add("invitations-letters", keeping.Round(database, store))
    slots.HOME_PANEL.add("invitations", page.at_home)
