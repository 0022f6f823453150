"""The state machine on both engines: one writer on SQLite, two on PostgreSQL."""

import shutil
import tempfile
from pathlib import Path

import psycopg
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from backend.db.columns import metadata
from tests.backend.till.machine import TillMachine

LONG_ENOUGH = settings(
    max_examples=10, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def test_a_shop_s_life_on_sqlite(sqlite_template: Path, tmp_path: Path) -> None:
    class OnSqlite(TillMachine):
        @staticmethod
        def url() -> str:
            place = Path(tempfile.mkdtemp(dir=tmp_path)) / "brand.db"
            shutil.copy(sqlite_template, place)
            return f"sqlite:///{place}"

    run_state_machine_as_test(OnSqlite, settings=LONG_ENOUGH)


def test_a_shop_s_life_with_two_writers_on_postgresql(postgres_schema: str) -> None:
    emptied = "; ".join(f"DELETE FROM {table.name}" for table in metadata.sorted_tables)  # noqa: S608 - our own names

    class OnPostgres(TillMachine):
        writers = 2

        @staticmethod
        def url() -> str:
            with psycopg.connect(postgres_schema, autocommit=True) as line:
                line.execute("SET session_replication_role = replica")
                line.execute(emptied.encode())
            return postgres_schema

    run_state_machine_as_test(OnPostgres, settings=LONG_ENOUGH)
