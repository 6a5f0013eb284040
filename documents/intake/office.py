"""A cleaned DOCX made into a PDF by LibreOffice: in a process of its own, under limits."""

import logging
import os
import sys
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

from documents.intake.limited import environment_of_child
from documents.intake.limits import Limits
from documents.intake.processes import run_watched
from documents.intake.tools import Tools

logger = logging.getLogger(__name__)

# Liberation Serif, which LibreOffice takes for Times New Roman, lacks most Vietnamese letters: in
# its place comes Tinos, of the same widths.
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <selectfont><rejectfont><pattern>
    <patelt name="family"><string>Liberation Serif</string></patelt>
  </pattern></rejectfont></selectfont>
  <match target="pattern">
    <test qual="any" name="family"><string>Times New Roman</string></test>
    <edit name="family" mode="assign" binding="same"><string>Tinos</string></edit>
  </match>
  <match target="pattern">
    <test qual="any" name="family"><string>.VnTime</string></test>
    <edit name="family" mode="assign" binding="same"><string>Tinos</string></edit>
  </match>
</fontconfig>
"""


def convert(package: Path, folder: Path, limits: Limits, tools: Tools) -> Path | None:
    """Make the PDF of the cleaned DOCX `package` below `folder`; None when that did not work."""
    assert tools.office is not None
    room = folder / "office"
    room.mkdir()
    environment = environment_of_child() | {
        "HOME": str(room),
        "TMPDIR": str(room),
        "SAL_USE_VCLPLUGIN": "svp",
    }
    if tools.fonts is not None:
        settings = room / "fonts.conf"
        settings.write_text(_FONTS.format(fonts=escape(str(tools.fonts)), cache=room / "cache"))
        environment["FONTCONFIG_FILE"] = str(settings)
    own = replace(
        limits,
        memory_bytes=limits.program_memory_bytes,
        wall_seconds=limits.office_seconds,
        cpu_seconds=int(limits.office_seconds),
    )
    ended = run_watched(
        [
            *(sys.executable, "-P", "-m", "documents.intake.launcher", own.to_json()),
            *(os.path.realpath(tools.office), "--headless", "--norestore", "--nologo"),
            *("--nodefault", "--nolockcheck", f"-env:UserInstallation=file://{room}/profile"),
            *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(room), str(package)),
        ],
        folder=room,
        environment=environment,
        wall_seconds=limits.office_seconds,
    )
    made = room / (package.stem + ".pdf")
    if ended.timed_out or not made.is_file() or made.stat().st_size == 0:
        logger.warning(
            "LibreOffice made no PDF (status %s, timed out: %s): %r",
            ended.status, ended.timed_out, ended.noise[-500:],
        )  # fmt: skip
        return None
    return made
