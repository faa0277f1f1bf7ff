"""An SSH server of our own on the loopback, for whoever runs the tests alone."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pseudo import PATIENCE

SERVER = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
NEEDED = pytest.mark.skipif(
    SERVER is None or shutil.which("ssh") is None or shutil.which("ssh-keygen") is None,
    reason="there is no OpenSSH: apt-get install openssh-server",
)


@dataclass(frozen=True)
class Server:
    """Where it listens, and the folder with its keys."""

    port: int
    folder: Path

    def command(self, remote: str) -> tuple[str, ...]:
        """The client that runs something in a terminal on the far side."""
        client = shutil.which("ssh")
        assert client is not None
        options = ("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "IdentitiesOnly=yes", "LogLevel=ERROR")
        given = [argument for option in options for argument in ("-o", option)]
        where = ("-F", "none", "-i", str(self.folder / "own"), "-p", str(self.port), "-tt")
        return (client, *given, *where, f"{getpass.getuser()}@127.0.0.1", remote)


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    """One that runs until the end of the block."""
    assert SERVER is not None
    for name in ("host", "own"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    (folder / "authorized").write_bytes((folder / "own.pub").read_bytes())
    port = _free_port()
    config = folder / "config"
    config.write_text(
        f"ListenAddress 127.0.0.1:{port}\nHostKey {folder / 'host'}\nAuthorizedKeysFile {folder / 'authorized'}\n"
        "PidFile none\nUsePAM no\nStrictModes no\nPasswordAuthentication no\nPermitRootLogin yes\nPrintMotd no\n"
    )
    if os.geteuid() == 0:
        # The server drops its privileges there, and does not begin without.
        Path("/run/sshd").mkdir(exist_ok=True)
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen([SERVER, "-D", "-e", "-f", config], stderr=log)
    try:
        _wait_for(port, running, folder / "log")
        yield Server(port, folder)
    finally:
        running.terminate()
        running.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        assert running.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.05)
        else:
            return
