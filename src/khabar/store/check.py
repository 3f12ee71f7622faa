"""Is a store whole? Each part of it is looked at, whichever database keeps it."""

from __future__ import annotations

from pathlib import Path

from khabar.store.address import file_of, server_of
from khabar.store.parts import Part


def check_store(place: str | Path) -> tuple[Part, ...]:
    """Every part of a store; it may be in use, and is not written.

    A store of another schema version is checked for what does not depend on it. Raises StoreError and its kinds for
    what is no store.
    """
    server = server_of(place)
    if server is not None:
        from khabar.store.check_server import check_server

        return check_server(server)
    from khabar.store.check_file import check_file

    return check_file(file_of(place))
