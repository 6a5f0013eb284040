"""The JSON API's shape: routes, problems, cursors, idempotency, the OpenAPI document."""
