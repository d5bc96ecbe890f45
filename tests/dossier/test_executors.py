"""Who renders changes nothing: serial, threads, processes, a Dask cluster give the same octets."""

import hashlib
import multiprocessing
import resource
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import pytest

from delibgen.dossier import Options, build
from delibgen.dossier import work as work_module
from delibgen.dossier.work import Gabarit, Travail, in_order, share_out
from delibgen.errors import ConversionError
from delibgen.load import load_seance
from delibgen.render import find_template, template_bytes
from tests.conftest import CONSEIL
from tests.dossier.many import fill, tree


@pytest.fixture(scope="module")
def processes():
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool


def test_threads_and_processes_give_the_octets_of_the_serial_run(sitting, tmp_path, processes, monkeypatch):
    monkeypatch.setattr(work_module, "LOT", 4)
    fill(sitting, 25)
    build(sitting, tmp_path / "seul", Options(archive=True))
    with ThreadPoolExecutor(3) as threads:
        build(sitting, tmp_path / "fils", Options(archive=True, executor=threads))
    build(sitting, tmp_path / "processus", Options(archive=True, executor=processes))
    assert tree(tmp_path / "seul") == tree(tmp_path / "fils") == tree(tmp_path / "processus")


def test_faults_found_elsewhere_come_back_whole(sitting, tmp_path, processes):
    text = (sitting / "actes" / "02.yaml").read_text(encoding="utf-8")
    (sitting / "actes" / "02.yaml").write_text(text.replace("pour: 3", "pour: 9"), encoding="utf-8")
    here = build(sitting, tmp_path / "sortie")
    there = build(sitting, tmp_path / "sortie", Options(executor=processes))
    assert here.findings == there.findings != ()


def _die(task):
    import os

    os._exit(1)


def test_a_worker_that_dies_is_said_and_nothing_is_written(sitting, tmp_path, monkeypatch):
    monkeypatch.setattr("delibgen.dossier.work.do", _die)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool, pytest.raises(ConversionError) as caught:
        build(sitting, tmp_path / "sortie", Options(executor=pool))
    assert [finding.code for finding in caught.value.findings] == ["DG508"]
    assert not (tmp_path / "sortie").exists()


class Lazy(Executor):
    """Does the work when its result is wanted, and counts what waits."""

    def __init__(self):
        self.waiting = self.most = 0

    def submit(self, function, /, *arguments, **options):
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        executor = self

        class Later(Future):
            def result(self, timeout=None):
                executor.waiting -= 1
                return function(*arguments, **options)

        return Later()


def test_only_a_few_tasks_are_under_way_at_any_time():
    executor, taken = Lazy(), []

    def items():
        for rank in range(1000):
            taken.append(rank)
            yield rank

    results = in_order(executor, abs, items())
    assert next(results) == 0
    assert len(taken) <= 8
    assert list(results) == list(range(1, 1000))
    assert executor.most <= 8


def _numbered(count):
    """Yield works on the acts of the example, each with a number of its own."""
    acts = load_seance(CONSEIL).actes
    path = find_template(type(acts[0]))
    data = template_bytes(path)
    gabarit = Gabarit(path.name, data, hashlib.sha256(data).hexdigest())
    works = (
        Travail(acte, ((f"{rank}.docx", acte, gabarit.empreinte),))
        for rank in range(count)
        for acte in [acts[rank % len(acts)].model_copy(update={"numero": f"2024-{rank:05}"})]
    )
    return works, {gabarit.empreinte: gabarit}


def _hash_all(count, executor):
    """Return the hash of all documents in order, and the memory at a fifth of the work and at its end."""
    found, peaks = hashlib.sha256(), []
    works, templates = _numbered(count)
    for rank, done in enumerate(share_out(works, templates, executor), 1):
        assert done.faults == ()
        for path, octets in done.octets.items():
            found.update(path.encode() + octets)
        if rank in {count // 5, count}:
            peaks.append(_resident())
    return found.hexdigest(), peaks


def _resident():
    """Return the memory of this process now, in MB."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_memory_does_not_grow_with_the_number_of_acts():
    _, (early, late) = _hash_all(1000, None)
    assert late - early < 8, f"{early:.0f} Mo, puis {late:.0f} Mo"


@pytest.mark.long
@pytest.mark.filterwarnings("default")
def test_ten_thousand_acts_on_a_dask_cluster_are_those_of_one_process():
    distributed = pytest.importorskip("distributed")
    serial, _ = _hash_all(10_000, None)
    with (
        # Else Dask keeps the last thousand messages to each worker, and the acts that they carry.
        import_module("dask").config.set({"distributed.admin.low-level-log-length": 10}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        before = _workers_memory(client)
        shared, (early, late) = _hash_all(10_000, client.get_executor())
        after = _workers_memory(client)
    assert shared == serial
    assert late - early < 15, f"{early:.0f} Mo, puis {late:.0f} Mo"
    print(f"maître {early:.0f} puis {late:.0f} Mo ; ouvriers {before} puis {after} Mo")
    assert max(after) < 400


def _workers_memory(client):
    return sorted(client.run(_resident).values())
