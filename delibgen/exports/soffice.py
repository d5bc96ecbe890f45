"""Where LibreOffice is, and one run of it: own profile, own session, a time limit, no link followed."""

import os
import shutil
import signal
import subprocess
import sys
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


def run(command: Sequence[str], timeout: float) -> str:
    """Run LibreOffice; return what it says, whatever its exit code: only files on disk count as success.

    The whole session is killed when time is out, or when we are interrupted: LibreOffice's wrapper leaves its
    real process running otherwise.
    """
    process = subprocess.Popen(  # noqa: S603  (a list, no shell; the program was found by find_soffice)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        return f"arrêté après {timeout:g} s"
    else:
        return said.decode("utf-8", "replace").strip()
    finally:
        _kill(process)


def _kill(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
