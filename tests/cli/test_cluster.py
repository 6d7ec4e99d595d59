"""Many documents revised by the workers of a real Dask cluster."""

import json
import os
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from tests.cli.dask_cluster import DaskCluster
from tests.cli.terminal import TIMEOUT_S, Terminal
from tests.cli.test_corpus import corpus, report, without_times
from tests.cli.test_evaluate import dataset, figures
from tests.hands.wait import until

pytest.importorskip("distributed", reason="Dask is not installed: pip install 'reviser[cluster]'")
pytestmark = pytest.mark.xdist_group("cluster")  # one cluster serves most of these: in one process


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    """Two workers, with a home of their own."""
    folder = tmp_path_factory.mktemp("cluster")
    with DaskCluster(folder, Terminal(folder).environment) as started:
        started.add_worker()
        started.add_worker()
        yield started


def decisions(terminal: Terminal) -> list[tuple[str, int]]:
    """How much was decided in each document of the history."""
    with closing(sqlite3.connect(terminal.database)) as history:
        return history.execute(
            "SELECT d.title, count(x.seq) FROM documents d LEFT JOIN events e ON e.document_id = d.id"
            " LEFT JOIN decisions x ON x.seq = e.seq GROUP BY d.id ORDER BY d.title"
        ).fetchall()


def wait_for_lines(path: Path, count: int) -> None:
    until(lambda: path.exists() and path.read_bytes().count(b"\n") >= count, "some are done", patience=TIMEOUT_S)


def other(tmp_path: Path) -> Terminal:
    terminal = Terminal(tmp_path / "other")
    terminal.folder.mkdir()
    return terminal


def test_workers_come_to_what_one_process_comes_to(terminal: Terminal, cluster: DaskCluster, tmp_path: Path) -> None:
    folder, here = corpus(terminal, 6), other(tmp_path)
    (folder / "broken.docx").write_bytes(b"no archive")
    one = here.run("revise", folder, "--decide", "accept", "--output", "out", "--report", "r")
    many = terminal.run(
        "revise", folder, "--decide", "accept", "--output", "out", "--report", "r", "--cluster", cluster.address
    )
    assert (one.code, many.code) == (1, 1), many.err
    assert "broken.docx" in many.err
    assert without_times(report(here, "r")) == without_times(report(terminal, "r"))
    for path in sorted((here.folder / "out").rglob("*.txt")):
        there = terminal.folder / "out" / path.relative_to(here.folder / "out")
        assert there.read_bytes() == path.read_bytes()
        assert there.stat().st_mode == path.stat().st_mode
    assert decisions(terminal) == decisions(here)
    assert terminal.run("verify").code == 0
    shown = terminal.run("show", folder / "0.txt", "--json")
    assert shown.code == 0, "a document is found by its file"
    assert not list(cluster.folder.rglob("reviser-*")), "nothing stays at a worker"


def test_what_was_done_here_before_is_gone_on_with(terminal: Terminal, cluster: DaskCluster) -> None:
    folder = corpus(terminal, 2)
    assert terminal.run("words", "add", "idea").code in {0, 2}
    first = ("revise", folder, "--decide", "reject", "--max-rounds", "1")
    assert terminal.run(*first).code == 0
    before = decisions(terminal)
    assert terminal.run("revise", folder, "--decide", "accept", "--cluster", cluster.address).code == 0
    documents = terminal.run("library", "--json").object["documents"]
    assert len(documents) == 2, "they are the same documents"
    assert all(row["proposed"] == 0 for row in report(terminal)), "what was rejected does not come back"
    assert decisions(terminal) == before


def test_rows_and_files_in_place_come_back(terminal: Terminal, cluster: DaskCluster) -> None:
    folder = corpus(terminal, 2)
    terminal.write("set.jsonl", '{"id": "a", "text": "This is an test."}\n{"id": "b", "text": "He have a idea."}\n')
    to = ("--decide", "accept", "--cluster", cluster.address)
    assert terminal.run("revise", "set.jsonl", *to, "--output", "out.jsonl").code == 0
    rows = [json.loads(line) for line in (terminal.folder / "out.jsonl").read_text("utf-8").splitlines()]
    assert [row["result"] for row in rows] == ["This is a test.", "He has an idea."]
    assert terminal.run("revise", folder, *to, "--in-place").code == 0
    assert "a test" in (folder / "0.txt").read_text("utf-8")
    again = terminal.run("revise", folder, *to, "--in-place")
    assert "2 done before" in again.text
    assert terminal.run("verify").code == 0


def test_a_worker_that_is_killed_loses_nothing_and_doubles_nothing(terminal: Terminal, tmp_path: Path) -> None:
    folder, here = corpus(terminal, 24), other(tmp_path)
    assert here.run("revise", folder, "--decide", "accept").code == 0
    with DaskCluster(tmp_path, terminal.environment) as cluster:
        cluster.add_worker()
        cluster.add_worker()
        command = terminal.command("revise", folder, "--decide", "accept", "--cluster", cluster.address)
        part = terminal.folder / "essays-report.jsonl.part"
        with subprocess.Popen(
            command, cwd=terminal.folder, env=terminal.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            for number in (0, 1):  # one after the other, each in the middle of a document
                wait_for_lines(part, 6 * number + 2)
                cluster.workers[number].send_signal(signal.SIGKILL)
                assert part.read_bytes().count(b"\n") < 24
                cluster.add_worker()
            _, err = process.communicate(timeout=TIMEOUT_S)
    assert process.returncode == 0, err
    assert without_times(report(terminal)) == without_times(report(here))
    assert decisions(terminal) == decisions(here)
    assert terminal.run("verify").code == 0


def test_a_run_whose_own_process_is_killed_goes_on(terminal: Terminal, cluster: DaskCluster) -> None:
    folder = corpus(terminal, 16)
    command = terminal.command("revise", folder, "--decide", "accept", "--cluster", cluster.address)
    part = terminal.folder / "essays-report.jsonl.part"
    with subprocess.Popen(command, cwd=terminal.folder, env=terminal.environment, stderr=subprocess.PIPE) as process:
        until(part.exists, "the first document is done", patience=TIMEOUT_S)
        process.send_signal(signal.SIGKILL)
        process.wait()
    ended = terminal.run("revise", folder, "--decide", "accept", "--cluster", cluster.address)
    assert ended.code == 0, ended.err
    assert "done before" in ended.text
    assert len(report(terminal)) == 16
    assert len(terminal.run("library", "--json").object["documents"]) == 16
    assert terminal.run("verify").code == 0


def test_a_cluster_on_this_machine_is_started_by_the_same_call(terminal: Terminal) -> None:
    folder = corpus(terminal, 3)
    ended = terminal.run("revise", folder, "--decide", "accept", "--cluster", "local", "--jobs", "2")
    assert ended.code == 0, ended.err
    assert len(report(terminal)) == 3


@pytest.mark.long
def test_ctrl_c_lets_the_workers_of_this_machine_end_what_they_do(terminal: Terminal) -> None:
    folder = corpus(terminal, 24)
    command = terminal.command("revise", folder, "--decide", "accept", "--cluster", "local", "--jobs", "2")
    part = terminal.folder / "essays-report.jsonl.part"
    with subprocess.Popen(
        command, cwd=terminal.folder, env=terminal.environment | {"PYTHONWARNINGS": "default"}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    ) as process:  # fmt: skip
        until(part.exists, "the first document is done", patience=TIMEOUT_S)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: all that belongs to the command hears it
        out, err = process.communicate(timeout=TIMEOUT_S)
    assert process.returncode == 130, err
    assert "still done" in err
    assert "Traceback" not in err
    assert "left: the same command goes on" in out
    assert terminal.run("verify").code == 0


@pytest.mark.long
def test_where_the_scheduler_is_lost_it_is_said(terminal: Terminal, tmp_path: Path) -> None:
    folder = corpus(terminal, 24)
    with DaskCluster(tmp_path, terminal.environment) as cluster:
        cluster.add_worker()
        command = terminal.command("revise", folder, "--decide", "accept", "--cluster", cluster.address)
        part = terminal.folder / "essays-report.jsonl.part"
        with subprocess.Popen(
            command, cwd=terminal.folder, env=terminal.environment, text=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        ) as process:  # fmt: skip
            until(part.exists, "the first document is done", patience=TIMEOUT_S)
            cluster.kill_scheduler()
            _, err = process.communicate(timeout=TIMEOUT_S)
    assert process.returncode == 1, err
    assert "The cluster was lost. What is done is kept" in err
    assert terminal.run("revise", folder, "--decide", "accept").code == 0
    assert len(report(terminal)) == 24
    assert len(terminal.run("library", "--json").object["documents"]) == 24


@pytest.mark.long
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tcp://127.0.0.1:1", "There is no Dask cluster with a worker at tcp://127.0.0.1:1"),
        ("nonsense://there", "There is no Dask cluster with a worker at nonsense://there"),
    ],
)
def test_where_there_is_no_cluster_is_said(terminal: Terminal, address: str, said: str) -> None:
    folder = corpus(terminal, 2)
    ended = terminal.run("revise", folder, "--decide", "accept", "--cluster", address)
    assert ended.code == 1
    assert said in ended.err


def test_a_dataset_is_evaluated_by_workers_as_by_one_process(terminal: Terminal, cluster: DaskCluster) -> None:
    dataset(terminal)
    one = figures(terminal, "--person", "simulated")
    assert one == figures(terminal, "--person", "simulated", "--cluster", cluster.address)


def certificate(folder: Path) -> list[Path]:
    """Files of a certificate that vouches for itself, for whoever has it, and of its key."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "reviser-test")])
    now = datetime.now(UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = built.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1))
    signed = built.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(
        key, hashes.SHA256()
    )
    paths = [folder / "cert.pem", folder / "key.pem"]
    paths[0].write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    paths[1].write_bytes(key.private_bytes(pem, form, serialization.NoEncryption()))
    return paths


def test_tls_is_spoken_with_the_certificates_of_dasks_configuration(terminal: Terminal, tmp_path: Path) -> None:
    folder = corpus(terminal, 2)
    cert, key = certificate(tmp_path)
    options = ["--tls-ca-file", str(cert), "--tls-cert", str(cert), "--tls-key", str(key)]
    own = {f"DASK_DISTRIBUTED__COMM__TLS__{name}": str(cert) for name in ("CA_FILE", "CLIENT__CERT")}
    own["DASK_DISTRIBUTED__COMM__TLS__CLIENT__KEY"] = str(key)
    with DaskCluster(tmp_path, terminal.environment, options) as cluster:
        assert cluster.address.startswith("tls://")
        cluster.add_worker()
        command = ("revise", folder, "--decide", "accept", "--cluster", cluster.address)
        assert "There is no Dask cluster" in terminal.run(*command).err, "nobody without a certificate is let in"
        ended = terminal.run(*command, **own)
    assert ended.code == 0, ended.err
    assert len(report(terminal)) == 2
