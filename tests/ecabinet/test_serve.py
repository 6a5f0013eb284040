"""Starting a cabinet: what is refused with a sentence, and a start from nothing to a clean end."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ecabinet import serve
from ecabinet.config import Config


def config_of(home: Path, host: str = "127.0.0.1", port: int = 5000) -> Config:
    return Config.from_env({"ECABINET_HOME": str(home), "HOST": host, "PORT": str(port)})


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "::", "cabinet.example"])
def test_the_demo_does_not_listen_beyond_this_machine(tmp_path, host):
    with pytest.raises(serve.CannotStartError, match="ECABINET_DEMO_PUBLIC=yes"):
        serve.refuse_public_demo(config_of(tmp_path, host), demo=True, environ={})


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_the_demo_listens_on_this_machine(tmp_path, host):
    serve.refuse_public_demo(config_of(tmp_path, host), demo=True, environ={})


def test_the_demo_goes_public_for_those_who_say_so(tmp_path):
    told = {"ECABINET_DEMO_PUBLIC": "yes"}

    serve.refuse_public_demo(config_of(tmp_path, "0.0.0.0"), demo=True, environ=told)


def test_a_store_that_holds_the_demo_stays_one_in_production(tmp_path):
    config = config_of(tmp_path, "0.0.0.0")
    serve.refuse_public_demo(config, demo=False, environ={})
    (config.home / serve.DEMO_MARK).touch()

    with pytest.raises(serve.CannotStartError, match="make serve"):
        serve.refuse_public_demo(config, demo=False, environ={})


def test_the_demo_names_its_sign_ins_at_every_start(tmp_path):
    printed = "Password of all: ecabinet-demo\npm  Thủ tướng"

    assert serve.keep_sign_ins(tmp_path, printed) == printed
    assert serve.keep_sign_ins(tmp_path, "The store is not empty.") == printed


def test_a_store_of_ones_own_is_never_taken_for_the_demo(tmp_path):
    assert serve.keep_sign_ins(tmp_path, "The store is not empty.") == ""
    assert not (tmp_path / serve.DEMO_MARK).exists()


def test_a_taken_port_is_said_before_anything_is_done():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(serve.CannotStartError, match=rf"Port {port} .* another program"):
            serve.refuse_taken_port("127.0.0.1", port)


def test_a_port_that_does_not_exist_is_refused_with_a_sentence():
    with pytest.raises(serve.CannotStartError, match="Port 70000"):
        serve.refuse_taken_port("127.0.0.1", 70000)


def test_a_free_port_is_taken(free_port):
    serve.refuse_taken_port("127.0.0.1", free_port)


def test_a_server_that_ends_while_starting_is_reported(tmp_path, free_port):
    server = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])

    with pytest.raises(serve.CannotStartError, match="ended while starting"):
        serve.wait_until_it_answers(server, config_of(tmp_path, port=free_port), 30)


def test_a_server_that_never_answers_is_ended(tmp_path, free_port):
    server = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=-1)

    with server, pytest.raises(serve.CannotStartError, match="no healthy answer"):
        serve.wait_until_it_answers(server, config_of(tmp_path, port=free_port), 0.2)

    assert server.returncode == -signal.SIGTERM


def test_the_address_is_one_that_can_be_opened(tmp_path):
    assert "http://127.0.0.1:81/" in serve.banner(config_of(tmp_path, "0.0.0.0", 81), "")
    assert "http://[::1]:82/" in serve.banner(config_of(tmp_path, "::", 82), "")
    assert "  pm  Prime Minister\n" in serve.banner(config_of(tmp_path), "pm  Prime Minister")


def test_a_broken_setting_is_a_sentence_not_a_traceback(tmp_path):
    environ = {**os.environ, "ECABINET_HOME": str(tmp_path), "PORT": "five"}

    done = subprocess.run(
        [sys.executable, "-m", "ecabinet.serve"],
        cwd=serve.ROOT,
        env=environ,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert "PORT must be a whole number" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_empty_folder_becomes_a_running_cabinet_and_ends_cleanly(tmp_path, free_port, number):
    environ = {**os.environ, "ECABINET_HOME": str(tmp_path / "home"), "PORT": str(free_port)}
    process = subprocess.Popen(
        [sys.executable, "-m", "ecabinet.serve"],
        cwd=serve.ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    guard = threading.Timer(90, process.kill)
    guard.start()
    try:
        said = ""
        for line in process.stdout:
            said += line
            if "Ctrl-C" in line:
                break
        assert re.search(rf"ready:  http://127\.0\.0\.1:{free_port}/", said), said

        connection = http.client.HTTPConnection("127.0.0.1", free_port, timeout=10)
        connection.request("GET", "/healthz")
        assert connection.getresponse().status == 200
        connection.close()

        process.send_signal(number)
        rest = process.stdout.read()
        assert process.wait() == 0
        assert "Traceback" not in said + rest
    finally:
        guard.cancel()
        process.kill()
        process.stdout.close()
        process.wait()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", free_port), timeout=5)
