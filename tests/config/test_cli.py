"""What the command line says when something is in the way."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from gesamtplan.config import instance, serving


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from gesamtplan.config.cli import main; main()", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_a_busy_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("demo", "--port", str(port), "--home", str(tmp_path))
    assert done.returncode == 1
    assert f"Port {port} is already in use" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_a_free_port_is_accepted() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serving.require_free_port(port)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(instance.InstanceError, match="cannot be written"):
        instance.require_writable_home(tmp_path / "file" / "home")


def test_serving_before_loading_says_what_to_do(tmp_path: Path) -> None:
    done = run("serve", "--port", "0", "--home", str(tmp_path))
    assert done.returncode == 1
    assert "Run `gesamtplan demo`" in done.stderr


def test_a_file_that_is_no_delivery_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "figures.xlsx"
    path.write_text("not a workbook")
    run("migrate", "--home", str(tmp_path))
    done = run("import", "indicators", str(path), "--home", str(tmp_path))
    assert done.returncode == 1
    assert "figures.xlsx" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
