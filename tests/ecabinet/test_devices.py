"""Devices are named as people name them."""

from __future__ import annotations

import pytest

from ecabinet.auth.devices import device_name

WINDOWS_EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0"
)
IPAD = (
    "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)
TABLET = (
    "Mozilla/5.0 (Linux; Android 15; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) "
    "SamsungBrowser/28.0 Chrome/130.0.0.0 Safari/537.36"
)


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        (WINDOWS_EDGE, "Edge · Windows"),
        (IPAD, "Safari · iPad"),
        (TABLET, "Samsung Internet · Android"),
        ("curl/8.14.1", "curl/8.14.1"),
        ("", ""),
    ],
)
def test_a_device_is_named_by_browser_and_system(sent: str, named: str) -> None:
    assert device_name(sent) == named
