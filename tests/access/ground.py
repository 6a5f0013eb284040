"""Who gets what of the ground: the door, the own account, the journal, the administrator's page."""

from __future__ import annotations

from tests.access.matrix import LOGINS, Row, SocketRow, World, each


def arrange(world: World) -> None:
    world.ids["account"] = world.cabinet.accounts["minister.g03"]
    world.ids["person"] = world.cabinet.persons["minister.g12"]


ROWS = [
    Row("static", "GET", "/static/mark.svg", each(LOGINS, 200), 200, public=True),
    Row(
        "vendor.serve_library", "GET", "/vendor/0/nothing/x.js", each(LOGINS, 404), 404, public=True
    ),
    Row("auth.show_sign_in", "GET", "/sign-in", each(LOGINS, 302), 200, public=True),
    Row("auth.create_sign_in", "POST", "/sign-in", each(LOGINS, 422), 422, public=True),
    Row("auth.set_language", "POST", "/language", each(LOGINS, 302), 302, public=True),
    Row("auth.sign_out", "POST", "/sign-out", each(LOGINS, 302)),
    Row("auth.account", "GET", "/account", each(LOGINS, 200)),
    Row("auth.change_password", "POST", "/account/password", each(LOGINS, 422)),
    Row("auth.end_sign_in", "POST", "/account/sign-ins/999999/end", {}),
    Row("auth.end_all_sign_ins", "POST", "/account/sign-out-everywhere", each(LOGINS, 302)),
    Row("home.show_home", "GET", "/", each(LOGINS, 200)),
    Row("journal.list_entries", "GET", "/journal", {"auditor": 200}, 403),
    Row("admin.list_accounts", "GET", "/accounts", {"admin": 200}, 403),
    Row("admin.close_account", "POST", "/accounts/{account}/closure", {"admin": 302}, 403),
    Row("api.show_health", "GET", "/healthz", each(LOGINS, 200), 200, public=True),
    Row("api.show_openapi", "GET", "/api/v1/openapi.json", each(LOGINS, 200), 200, public=True),
    Row("api.show_me", "GET", "/api/v1/me", each(LOGINS, 200)),
    Row("people_api.list_organisations", "GET", "/api/v1/organisations", each(LOGINS, 200)),
    Row("people_api.list_members", "GET", "/api/v1/members", each(LOGINS, 200)),
    Row("api.list_journal", "GET", "/api/v1/journal", {"auditor": 200}, 403),
    Row("styleguide.show_refusal", "GET", "/styleguide/403", each(LOGINS, 200)),
    Row("styleguide.show_styleguide", "GET", "/styleguide", each(LOGINS, 200)),
]

SOCKET_ROWS = [
    SocketRow("join", {"room": "person:{person}"}, {"minister.g12": "ok"}),
    SocketRow("join", {"room": "account:{account}"}, {}),
    SocketRow("join", {"room": "lobby:person:{person}"}, {}),
    SocketRow("leave", {"room": "person:{person}"}, {}, "ok"),
]
