"""What the servers of the browser tests share: the program's code and its catalogues, read once."""

import gunicorn.app.wsgiapp
import gunicorn.workers.gthread  # noqa: F401

import demo.cli  # noqa: F401
import ecabinet.app  # noqa: F401
from ecabinet import i18n

for _language in i18n.LANGUAGES:
    i18n.bundle(_language)
