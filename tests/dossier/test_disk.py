"""Disks that fail: full, read-only, refusing any one call. Older files stay, and the fault is said."""

import contextlib
import errno
import io
import os
import resource
import shutil
import signal
import subprocess
import threading

import pytest

from delibgen.dossier import Options, build
from delibgen.dossier.disk import release, take
from delibgen.errors import ConversionError
from tests.dossier.conftest import acte
from tests.dossier.many import fill, final, finish, tree


def change(sitting):
    """Change one act, in what its document prints."""
    text = acte("2024-02").replace("Objet", "Autre")
    (sitting / "actes" / "02.yaml").write_text(text, encoding="utf-8")


def converter(paths):
    yield from ((path, b"%PDF-1.7 " + path.read_bytes()[-40:] + b"%%EOF") for path in paths)


OPTIONS = Options(pdf=converter, archive=True)


class Disk:
    """Counts the calls that change a disk, and makes the n-th one fail."""

    def __init__(self, monkeypatch, failing=0):
        self.count, self.failing = 0, failing
        for name in ("open", "fsync", "replace", "mkdir"):
            monkeypatch.setattr(os, name, self._watch(getattr(os, name), name))
        monkeypatch.setattr(io, "open", self._watch(io.open, "io.open"))
        monkeypatch.setattr(os, "fdopen", self._fdopen(os.fdopen))
        monkeypatch.setattr(os, "write", self._write(os.write))

    def _watch(self, function, name):
        def call(*arguments, **options):
            mode = str(arguments[1]) if len(arguments) > 1 else str(options.get("mode", "r"))
            reads = name == "io.open" and not set(mode) & set("wax+")
            if not reads:
                self.step(name)
            return function(*arguments, **options)

        return call

    def _fdopen(self, function):
        def call(*arguments, **options):
            file = function(*arguments, **options)
            return _Writer(file, self) if "w" in str(arguments[1:]) else file

        return call

    def _write(self, function):
        def call(handle, data):
            try:
                self.step("write")
            except OSError:
                function(handle, data[: len(data) // 2])
                raise
            return function(handle, data)

        return call

    def step(self, name):
        self.count += 1
        if self.count == self.failing:
            raise OSError(errno.ENOSPC, "No space left on device", name)


class _Writer:
    """A file whose ``write`` may write half, and fail."""

    def __init__(self, file, disk):
        self._file, self._disk = file, disk

    def write(self, data):
        try:
            self._disk.step("write")
        except OSError:
            self._file.write(data[: len(data) // 2])
            raise
        return self._file.write(data)

    def __getattr__(self, name):
        return getattr(self._file, name)

    def __enter__(self):
        self._file.__enter__()
        return self

    def __exit__(self, *fault):
        return self._file.__exit__(*fault)


def test_any_call_that_fails_leaves_whole_files_and_the_next_run_ends_the_work(
    sitting, tmp_path, monkeypatch
):
    build(sitting, tmp_path / "ancien", OPTIONS)
    change(sitting)
    (sitting / "actes" / "03.yaml").write_text(acte("2024-03"), encoding="utf-8")
    shutil.copytree(tmp_path / "ancien", tmp_path / "neuf")
    with monkeypatch.context() as patch:
        disk = Disk(patch)
        build(sitting, tmp_path / "neuf", OPTIONS)
        calls = disk.count
    before, whole = tree(tmp_path / "ancien"), tree(tmp_path / "neuf")
    assert calls > 30
    failed = 0
    for failing in range(1, calls + 1):
        output = tmp_path / "sortie"
        shutil.rmtree(output, ignore_errors=True)
        shutil.copytree(tmp_path / "ancien", output)
        with monkeypatch.context() as patch, contextlib.suppress(ConversionError):
            Disk(patch, failing)
            failed += 1
            build(sitting, output, OPTIONS)
            failed -= 1
        for name, data in final(tree(output)).items():
            assert data in {before.get(name), whole.get(name)}, f"appel {failing} : {name}"
        assert before.keys() <= tree(output).keys()
        assert not list(output.rglob("*.part"))
        build(sitting, output, OPTIONS)
        assert tree(output) == whole, f"appel {failing}"
    assert failed > calls // 2


def _limited(size):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_file_that_finds_no_room_changes_nothing(sitting, tmp_path, monkeypatch):
    """A limit on the size of files: the system refuses to write past it, as a full disk does."""
    fill(sitting, 3)
    output = tmp_path / "sortie"
    assert finish(sitting, output)[0] == 0
    before = tree(output)
    fill(sitting, 3, "Nouveau")
    monkeypatch.setattr(subprocess, "Popen", _with(subprocess.Popen, preexec_fn=_limited(4096)))
    code, said = finish(sitting, output)
    assert code == 4, said
    assert "n'a pas pu être écrit" in said
    assert tree(output) == before


def _with(function, **more):
    def call(*arguments, **options):
        return function(*arguments, **options, **more)

    return call


@contextlib.contextmanager
def mounted(folder, options):
    """Mount a small disk of its own on ``folder``; skip where that is not permitted."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, check=False) if shutil.which("mount") else None
    if done is None or done.returncode:
        pytest.skip("monter un disque demande des droits que ce compte n'a pas")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_changes_nothing(sitting, tmp_path):
    with mounted(tmp_path / "disque", "size=256k") as disk:
        build(sitting, disk / "sortie")
        before = tree(disk)
        fill(sitting, 40, "Nouveau")
        with pytest.raises(ConversionError, match="place libre"):
            build(sitting, disk / "sortie")
        assert tree(disk) == before


def test_a_read_only_disk_is_said_before_any_work(sitting, tmp_path):
    with mounted(tmp_path / "disque", "size=1m") as disk:
        build(sitting, disk / "sortie")
        before = tree(disk)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        change(sitting)
        with pytest.raises(ConversionError, match="lecture seule"):
            build(sitting, disk / "sortie", progress=lambda *_: pytest.fail("du travail a été fait"))
        assert tree(disk) == before


def test_a_folder_of_the_packet_that_is_read_only_leaves_the_papers_of_the_sitting_as_they_were(
    sitting, tmp_path
):
    output = tmp_path / "sortie"
    build(sitting, output)
    before = tree(output)
    (output / "actes").rename(tmp_path / "mis à part")
    with mounted(output / "actes", "size=1m,ro"):
        change(sitting)
        with pytest.raises(ConversionError, match="lecture seule"):
            build(sitting, output)
    (output / "actes").rmdir()
    (tmp_path / "mis à part").rename(output / "actes")
    assert tree(output) == before


def test_a_disk_that_fills_up_after_the_first_files_does_not_say_that_nothing_changed(
    sitting, tmp_path, monkeypatch
):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    def filling(paths):
        for path in paths:
            yield path, b"%PDF-1.7"
            monkeypatch.setattr(os, "open", full)

    with pytest.raises(ConversionError) as caught:
        build(sitting, tmp_path / "sortie", Options(pdf=filling))
    monkeypatch.undo()
    (finding,) = caught.value.findings
    assert finding.code == "DG501"
    assert "rien n'a été modifié" not in finding.message
    assert "déjà écrits sont entiers" in finding.message
    assert build(sitting, tmp_path / "sortie", OPTIONS).ok  # the same command ends the work


@pytest.mark.skipif(os.geteuid() == 0, reason="rien n'est interdit à root : voir le disque en lecture seule")
def test_a_read_only_folder_is_said_before_any_work(sitting, tmp_path):
    output = tmp_path / "sortie"
    output.mkdir(mode=0o555)
    with pytest.raises(ConversionError, match="lecture seule"):
        build(sitting, output)


def test_two_runs_never_write_in_one_folder(sitting, tmp_path):
    output = tmp_path / "sortie"

    def second(*_):
        with pytest.raises(ConversionError) as caught:
            build(sitting, output)
        assert [finding.code for finding in caught.value.findings] == ["DG509"]

    assert build(sitting, output, progress=second).ok
    assert not (output / ".delibgen").exists()


def test_a_document_open_in_word_stops_the_packet_whole(sitting, tmp_path):
    output = tmp_path / "sortie"
    build(sitting, output)
    before = tree(output)
    name = "Anne Durand".encode("cp1252")
    lock = output / "actes" / "~$24-02.docx"
    lock.write_bytes(bytes([len(name)]) + name)
    fill(sitting, 2)
    change(sitting)
    with pytest.raises(ConversionError, match=r"« 2024-02\.docx » est ouvert par Anne Durand") as caught:
        build(sitting, output)
    assert caught.value.findings[0].code == "DG504"
    lock.unlink()
    assert tree(output) == before
    (output / "actes" / ".~lock.2024-02.docx#").write_text(",Anne,poste,24.11.2026 15:00,file:///x;")
    with pytest.raises(ConversionError, match="ouvert par Anne"):
        build(sitting, output)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="pas de fork ici")
def test_a_forked_worker_that_outlives_its_parent_does_not_keep_the_folder(tmp_path):
    work = tmp_path / ".delibgen"
    work.mkdir()
    handle = take(work / "verrou")
    ready, told = os.pipe()
    child = os.fork()
    if not child:
        os.write(told, b"1")
        signal.pause()
        os._exit(0)
    os.read(ready, 1)
    try:
        release(handle)
        again = take(work / "verrou")
        release(again)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_a_lock_given_back_late_is_waited_for(tmp_path):
    work = tmp_path / ".delibgen"
    work.mkdir()
    handle = take(work / "verrou")

    def finish():
        (work / "verrou").unlink()
        work.rmdir()
        release(handle)

    later = threading.Timer(0.3, finish)
    later.start()
    again = take(work / "verrou")
    assert (work / "verrou").exists()
    later.join()
    release(again)
