"""A folder for the check to write in, and the check itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from documents.intake.limits import Limits
from documents.intake.results import Accepted, Refused
from documents.intake.sandbox import inspect

Check = Callable[..., Accepted | Refused]


@pytest.fixture
def out_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def check(tmp_path: Path, out_folder: Path) -> Check:
    """Check a file, or bytes, with the default limits or those named."""

    def run(content: Path | bytes, **limits: float) -> Accepted | Refused:
        path = content if isinstance(content, Path) else tmp_path / "upload"
        if isinstance(content, bytes):
            path.write_bytes(content)
        before = path.read_bytes() if path.stat().st_size < 2_000_000 else None
        result = inspect(path, Limits.from_mapping(limits), out_folder)
        if before is not None:
            assert path.read_bytes() == before, "the original must stay as it came"
        if isinstance(result, Refused):
            assert list(out_folder.iterdir()) == [], "a refused file must leave nothing behind"
        return result

    return run
