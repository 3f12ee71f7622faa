"""Bringing a store's tables up to date, one schema version after another."""

from __future__ import annotations

from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def upgrade(connection: Connection, *, to: str = "head") -> None:
    """Makes or changes the tables to a version, by default the newest, inside the connection's transaction."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def is_known(version: str) -> bool:
    """Whether this Khabar has a migration of that name."""
    return version in versions()


def newest() -> str:
    """The version the migrations lead to."""
    return versions()[-1]


def versions() -> tuple[str, ...]:
    """Every version this Khabar knows, oldest first."""
    return tuple(reversed([script.revision for script in _scripts().walk_revisions()]))


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    folder = str(files("khabar.store").joinpath("migrations"))
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
