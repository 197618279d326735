"""The built site, served on this machine, and a browser that reads it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).parents[3]
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def missing(reason: str) -> NoReturn:
    """Skip, but in continuous integration, where everything is installed, fail."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def chromium() -> str:
    if not Path(CHROMIUM).exists():
        missing("needs Debian's Chromium: apt-get install chromium")
    return CHROMIUM


def build(folder: Path) -> Path:
    """The site as `make site` builds it."""
    if shutil.which("mkdocs", path=str(Path(sys.executable).parent)) is None:
        missing("needs mkdocs: pip install .[docs]")
    docs, site = folder / "docs", folder / "site"
    settings = folder / "mkdocs.yml"
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    text = text.replace("docs_dir: build/docs", f"docs_dir: {docs}")
    settings.write_text(text.replace("site_dir: build/site", f"site_dir: {site}"), "utf-8")
    for arguments in (
        ["attendance_rules.site", str(ROOT / "docs"), str(docs)],
        ["mkdocs", "build", "--strict", "--quiet", "--config-file", str(settings)],
        ["attendance_rules.site.seal", str(site)],
    ):
        subprocess.run(
            [sys.executable, "-m", *arguments],
            check=True,
            cwd=folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.DEVNULL,
        )
    return site


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which a folder is served, without a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
