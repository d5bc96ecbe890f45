"""Where LibreOffice is, and one run of it: own profile, own session, a time limit, no link followed."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from delibgen.errors import Finding, MissingToolError

VARIABLE = "DELIBGEN_SOFFICE"

_PLACES = {
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "win32": (
        "C:/Program Files/LibreOffice/program/soffice.com",
        "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    ),
}
_INSTALL = {
    "darwin": "brew install --cask libreoffice",
    "win32": "winget install TheDocumentFoundation.LibreOffice",
}

# Read by LibreOffice as its user's settings: no linked image or macro of a document is ever fetched or run.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
 <item oor:path="/org.openoffice.Office.Common/Security/Scripting">
  <prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
  <prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
 </item>
</oor:items>
"""


def find_soffice() -> str | None:
    """Return LibreOffice's command: ``$DELIBGEN_SOFFICE``, the PATH, or where installers put it."""
    named = os.environ.get(VARIABLE)
    if named:
        return shutil.which(named)
    candidates = ("soffice", "libreoffice", *_PLACES.get(sys.platform, ()))
    return next((found for name in candidates if (found := shutil.which(name))), None)


def require_soffice() -> str:
    """Return LibreOffice's command.

    Raises:
        MissingToolError: it is not installed; the message gives the command that installs it.
    """
    found = find_soffice()
    if found is None:
        named = os.environ.get(VARIABLE)
        what = f"${VARIABLE} = « {named} » n'est pas un programme" if named else "LibreOffice est introuvable"
        install = _INSTALL.get(sys.platform, "sudo apt-get install libreoffice-writer")
        todo = f"pour l'installer : {install} ; ou donner son chemin dans ${VARIABLE}"
        raise MissingToolError(Finding(code="DG510", message=what, suggestion=todo))
    return found


def write_profile(folder: Path) -> str:
    """Make a user profile in ``folder``; return the option that names it."""
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    return f"-env:UserInstallation={folder.resolve().as_uri()}"


class Run:
    """One run of LibreOffice, in the ``with`` block of which its results are watched.

    The whole session is killed at the end of the block, when time is out, or when we are interrupted: the
    wrapper of LibreOffice leaves its real process running otherwise. Its exit code is not looked at: only
    files on disk count as success.
    """

    def __init__(self, command: Sequence[str], timeout: float) -> None:
        self._command = command
        self._timeout = timeout
        self._output = tempfile.TemporaryFile()  # noqa: SIM115  (closed by __exit__)
        self._late = False

    def __enter__(self) -> "Run":
        self._process = subprocess.Popen(  # a list, no shell; the program was found by find_soffice
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.reset()
        return self

    def reset(self) -> None:
        """Give LibreOffice its whole time again: it has just made something."""
        self._end = time.monotonic() + self._timeout

    def wait(self, seconds: float) -> bool:
        """Wait a little; tell whether LibreOffice is still at work."""
        try:
            self._process.wait(min(seconds, max(self._end - time.monotonic(), 0.01)))
        except subprocess.TimeoutExpired:
            self._late = time.monotonic() >= self._end
            return not self._late
        return False

    @property
    def said(self) -> str:
        """Last line that LibreOffice printed, or why it was stopped."""
        if self._late:
            return f"arrêté après {self._timeout:g} s"
        self._output.seek(0)
        lines = self._output.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""

    def __exit__(self, *_: object) -> None:
        if sys.platform == "win32":
            if self._process.poll() is None:
                self._process.kill()
        else:
            # Even when the wrapper has ended: what it started may be there still.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._output.close()


def version_of(soffice: str) -> str:
    """Return what tells this LibreOffice from another one, without starting it."""
    program = Path(soffice).resolve().parent
    files = (program / "versionrc", program / "version.ini", program.parent / "Resources" / "versionrc")
    text = next((file.read_text("utf-8", "replace") for file in files if file.is_file()), "")
    wanted = ("buildid=", "OOOBaseVersion=", "ReferenceOOoMajorMinor=", "AboutBoxVersion=")
    return " ".join(line for line in text.splitlines() if line.startswith(wanted))
