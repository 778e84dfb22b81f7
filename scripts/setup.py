"""Build the environment from a locked list: one line of progress per step, one clear sentence on each failure.

Runs on the plain Python of the machine, before anything is installed.
"""

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
CAUSES = {
    "Python.h": "The Python header files are missing, so a package cannot be built. Install python3.11-dev and repeat.",
    "No space left": "The disk is full. Free some space and repeat.",
    "THESE PACKAGES DO NOT MATCH THE HASHES": "A package differs from the locked one; nothing was installed. Run it again; "
    "if it stays so, the package index serves something else than was tested.",
    "hash mismatch": "A package differs from the locked one; nothing was installed.",
    "Permission denied": f"{ROOT} cannot be written to. Choose a folder of your own and repeat.",
    "Temporary failure in name resolution": "There is no network, but packages must be fetched once. Connect and repeat.",
    "dns error": "There is no network, but packages must be fetched once. Connect and repeat.",
    "error sending request": "The package index cannot be reached. Check the network or proxy and repeat.",
    "NewConnectionError": "The package index cannot be reached. Check the network or proxy and repeat.",
    "Connection refused": "The package index cannot be reached. Check the network or proxy and repeat.",
    "Could not find a version": "The package index cannot be reached or lacks a package. Check the network and repeat.",
}


def stop(sentence: str) -> None:
    """One sentence, then out."""
    sys.exit(f"gesamtplan: {sentence}")


def run(*command: str) -> None:
    """Run quietly; on failure say the cause we know, else the last lines of what was said."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return
    said = done.stdout + done.stderr
    known = next((sentence for sign, sentence in CAUSES.items() if sign in said), None)
    stop(known or "Setting up failed: " + " ".join(said.strip().splitlines()[-3:]))


def create_environment() -> None:
    """Make .venv where there is none."""
    if PYTHON.exists():
        return
    try:
        venv.create(VENV, with_pip=True)
    except PermissionError:
        stop(f"{ROOT} cannot be written to. Choose a folder of your own and repeat.")
    except (subprocess.CalledProcessError, ImportError):
        stop("Python cannot make an environment here. Install python3.11-venv and repeat.")


def step(number: int, of: int, text: str) -> None:
    """A bar that also reads well in a log."""
    done = round(20 * number / of)
    print(f"[{'█' * done}{'░' * (20 - done)}] {text}", flush=True)  # noqa: T201 - this is the output


def main() -> None:
    """Create, install the installer, install the list, install ourselves."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the machine's Python is not ours to choose
        stop(
            f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}. Install python3.11 and repeat."
        )
    requirements = sys.argv[1]
    step(0, 3, "environment")
    create_environment()
    step(1, 3, "installer")
    run(str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv>=0.9,<1")
    step(2, 3, f"packages ({requirements})")
    installer = str(VENV / "bin" / "uv")
    quiet = ("pip", "install", "--quiet", "--python", str(PYTHON))
    # Spark is published as source only; it is plain Python, so nothing is compiled.
    wheels = ("--only-binary", ":all:", "--no-binary", "pyspark")
    run(installer, *quiet, *wheels, "--require-hashes", "-r", str(ROOT / requirements))
    run(installer, *quiet, "--no-deps", "-e", str(ROOT))
    step(3, 3, "ready")


if __name__ == "__main__":
    main()
