"""Serves the site in the foreground."""

import atexit
import os
import socket
import subprocess
import sys


class ServingError(Exception):
    """Raised when the port cannot be had; says what to do."""


def require_free_port(port: int) -> None:
    """Raises ServingError when somebody else listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise ServingError(
                f"Port {port} may only be used by root. Choose one above 1023, e.g. --port 8000."
            ) from error
        except OSError as error:
            raise ServingError(
                f"Port {port} is already in use. Choose another one, e.g. `make demo PORT={port + 1}`."
            ) from error


def become_server(port: int) -> None:
    """Go on as a fresh `gesamtplan serve`: a worker that inherits the typesetter's threads would wait for ever."""
    sys.stdout.flush()
    command = [sys.executable, "-m", "gesamtplan.config.cli", "serve", "--port", str(port)]
    os.execv(sys.executable, command)  # noqa: S606 - our own command; GESAMTPLAN_HOME is in the environment


def use_worker() -> None:
    """Long work goes to a process of its own, unless the environment says otherwise; before settings are read."""
    os.environ.setdefault("GESAMTPLAN_TASKS", "database")


def start_worker() -> None:
    """The process that does long work (assessments); it ends with the server."""
    command = [sys.executable, "-m", "django", "db_worker", "--interval", "0.5", "--no-reload"]
    worker = subprocess.Popen(command)  # noqa: S603 - our own command; settings are in the environment
    atexit.register(worker.terminate)


def serve(port: int, host: str = "127.0.0.1") -> None:
    """Run the server until it is stopped."""
    from granian import Granian  # noqa: PLC0415 - only the serving process needs it
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    if os.environ["GESAMTPLAN_TASKS"] == "database":
        start_worker()
    print(f"\n  Gesamtplan is ready: http://{host}:{port}/   (stop with Ctrl+C)\n", flush=True)  # noqa: T201 - the user waits for it
    Granian(
        "gesamtplan.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("GESAMTPLAN_WORKERS", "2")),
        blocking_threads=4,
        log_access=False,
        log_level=LogLevels.warning,
    ).serve()
