"""A PostgreSQL server of the tests' own: made in a folder of theirs, on this machine alone, gone when they end.

The programs come from Debian's packages `postgresql` and `postgresql-15-postgis-3` or the like; where they are not
installed the tests that need them are skipped, unless KHABAR_POSTGRES_TESTS=required.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

_SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 60
shared_buffers = 64MB
log_min_messages = error
recovery_init_sync_method = syncfs
"""


@dataclass(frozen=True)
class Server:
    """A server that runs: its programs, its folder, its port, and who runs it."""

    programs: Path
    data: Path
    port: int
    user: str

    def url(self, database: str) -> str:
        return f"postgresql://{self.user}@127.0.0.1:{self.port}/{database}"

    def run(self, program: str, *arguments: str) -> None:
        """Runs one of the server's programs as its user; nobody may run a server as root."""
        command = [str(self.programs / program), *arguments]
        done = subprocess.run(command, cwd="/", **_as(self.user), capture_output=True, text=True, timeout=120)  # type: ignore[call-overload]
        assert done.returncode == 0, f"{program} {arguments}: {done.stdout}{done.stderr}"

    def start(self) -> None:
        self.run("pg_ctl", "start", "-w", "-D", str(self.data), "-l", str(self.data / "log"), "-o", f"-p {self.port}")

    def stop(self, mode: str = "fast") -> None:
        self.run("pg_ctl", "stop", "-w", "-D", str(self.data), "-m", mode)

    def create(self, database: str, *, template: str = "empty") -> str:
        """A new database; its address."""
        self.run("createdb", *self._here, "--template", template, database)
        return self.url(database)

    def drop(self, database: str) -> None:
        """Takes a database away, whoever is connected to it."""
        self.run("dropdb", *self._here, "--force", database)

    @property
    def _here(self) -> tuple[str, ...]:
        return ("-h", "127.0.0.1", "-p", str(self.port))


def _as(user: str) -> dict[str, Any]:
    return {} if os.getuid() else {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def programs() -> Path | None:
    """Where the server's programs are; None where it, or PostGIS for it, is not installed."""
    named = shutil.which("initdb")
    places = [Path(named).resolve().parent] if named else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for place in places:
        extensions = Path("/usr/share/postgresql") / place.parent.name / "extension"
        if (place / "initdb").exists() and (extensions / "postgis.control").exists():
            return place
    return None


@contextmanager
def a_server() -> Iterator[Server]:
    """A running server with a database `empty` that has the extensions a store needs."""
    found = programs()
    if found is None:
        reason = "PostgreSQL with PostGIS is not installed: apt-get install postgresql postgresql-15-postgis-3"
        assert os.environ.get("KHABAR_POSTGRES_TESTS") != "required", reason
        pytest.skip(reason)
    user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="khabar-postgres-"))
    server = Server(found, folder / "data", _free_port(), user)
    try:
        if os.getuid() == 0:
            shutil.chown(folder, user)
        server.run("initdb", "-D", str(server.data), "-U", user, "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8")
        with (server.data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(_SETTINGS)
        server.start()
        url = server.create("empty", template="template0")
        for extension in ("postgis", "btree_gist"):
            server.run("psql", "-q", "-d", url, "-c", f"CREATE EXTENSION {extension}")
        yield server
        server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
