"""Fixtures of the demo's tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from demo.people import PASSWORD
from tests.conftest import Client


@pytest.fixture
def browser_of() -> Callable[[Flask, str], FlaskClient]:
    """`browser_of(app, login)`: a browser signed in to the demo."""

    def sign_in(app: Flask, login: str) -> FlaskClient:
        app.test_client_class = Client
        client = app.test_client()
        assert isinstance(client, Client)
        assert client.sign_in(login, PASSWORD).status_code == 302
        return client

    return sign_in
