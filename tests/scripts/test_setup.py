"""The set-up: done once, done again when its inputs change, never half trusted."""

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def the_setup() -> ModuleType:
    spec = importlib.util.spec_from_file_location("project_setup", ROOT / "scripts" / "setup.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the real set-up script, no Python libraries and ready browser libraries."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "setup.py", tmp_path / "scripts")
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text("")
    (tmp_path / "libraries").mkdir()
    os.symlink(tmp_path / "libraries", tmp_path / "node_modules")
    return tmp_path


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(project / "scripts" / "setup.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=100)


def test_what_is_done_is_not_done_again(project):
    first = run(project)
    started = time.monotonic()
    second = run(project)
    seconds = time.monotonic() - started

    assert first.returncode == 0, first.stderr
    assert "virtual environment .venv: done in" in first.stdout
    assert (second.returncode, second.stdout) == (0, "")
    assert seconds < 1


def test_a_step_that_failed_is_explained_and_its_remains_are_never_trusted(project):
    (project / "requirements.txt").write_text("./nothing-here\n")
    failed = run(project)
    (project / "requirements.txt").write_text("")
    mended = run(project)

    assert failed.returncode == 1
    assert "nothing-here" in failed.stderr
    assert "Set-up stopped." in failed.stderr
    assert "Traceback" not in failed.stderr
    assert mended.returncode == 0
    assert "Making the virtual environment" in mended.stdout


def test_changed_requirements_are_installed_into_the_environment_that_is_there(project):
    run(project)
    (project / "requirements.txt").write_text("# one more line\n")

    done = run(project)

    assert done.returncode == 0
    assert "Installing Python libraries" in done.stdout
    assert "Making the virtual environment" not in done.stdout


def test_an_environment_that_was_deleted_is_made_again(project):
    run(project)
    shutil.rmtree(project / ".venv")

    done = run(project)

    assert done.returncode == 0
    assert (project / ".venv" / "bin" / "python").exists()


def test_a_linked_environment_is_left_alone(project, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    os.symlink(other, project / ".venv")

    done = run(project)

    assert (done.returncode, done.stdout) == (0, "")
    assert list(other.iterdir()) == []


def test_an_old_python_is_refused_with_what_to_do(the_setup, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(the_setup.SetupError, match=r"3\.11 or newer is needed, this is 3\.9\.2"):
        the_setup.use_new_enough_python()


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("Failed to resolve: Temporary failure in name resolution", "Check the network"),
        ("npm error code ENOTFOUND", "Check the network"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("The virtual environment was not created because ensurepip", "python3-venv"),
        ("PermissionError: [Errno 13] Permission denied: '/x'", "belongs to someone else"),
        ("npm error code EUSAGE", "package-lock.json disagree"),
        ("something new", "lines above"),
    ],
)
def test_a_failing_tool_is_translated_into_what_to_do(the_setup, output, words):
    assert words in the_setup.advice(output)


def test_a_full_disk_is_noticed_before_the_work(the_setup, monkeypatch):
    monkeypatch.setattr(the_setup, "DISK_NEEDED", 10**18)

    with pytest.raises(the_setup.SetupError, match="disk is full"):
        the_setup.check_disk()
