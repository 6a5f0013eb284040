"""The application, configured from the environment: `gunicorn wsgi:app`, `flask --app wsgi …`."""

import demo.cli
from ecabinet.app import create_app
from ecabinet.config import Config

app = create_app(Config.from_env())
demo.cli.init_app(app)
