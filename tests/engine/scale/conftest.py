"""Spark on this machine, for those tests that need it."""

import os
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def missing() -> str | None:
    """What Spark lacks here."""
    if find_spec("pyspark") is None:
        return "PySpark is not installed (make setup-spark)"
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        return "Java is not installed (version 17)"
    return None


@pytest.fixture(scope="session")
def spark() -> Iterator["SparkSession"]:
    """Two workers in one process. Without Spark: skipped, or failed if GESAMTPLAN_REQUIRE_SPARK is 1."""
    lacking = missing()
    if lacking:
        say = pytest.fail if os.environ.get("GESAMTPLAN_REQUIRE_SPARK") == "1" else pytest.skip
        say(lacking)
    from pyspark.sql import SparkSession  # noqa: PLC0415  optional

    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.host": "localhost",
    }
    builder = SparkSession.builder.master("local[2]").appName("Gesamtplan tests")
    session = builder.config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()
