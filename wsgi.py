"""The application, configured from the environment: `gunicorn wsgi:app`, `flask --app wsgi …`."""

from ecabinet.app import create_app
from ecabinet.config import Config

app = create_app(Config.from_env())
