"""The door, the home page, search, the own account, what the office sees of the cabinet."""

PLACES: dict[str, tuple[str, ...]] = {
    "": ("/sign-in",),
    "pm": ("/",),
    "minister.g12": ("/search", "/search?q=du+thao", "/", "/account", "/kept", "/delegations"),
    "secretary": ("/jobs",),
    "head": ("/", "/delegations?person=2"),
    "clerk": ("/",),
    "officer.g12": ("/",),
    "auditor": ("/", "/journal"),
    "admin": ("/accounts",),
}
ON_A_PHONE = {"minister.g15": ("/",)}
