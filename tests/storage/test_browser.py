"""A page is given to the desktop's opener as one argument; where nobody would see it, there is none."""

import asyncio
import gc
import os
import signal
import stat
from pathlib import Path

import pytest

from agent_console.storage.browser import DesktopBrowser


def _opener(folder: Path, body: str) -> Path:
    """Put a program in place of the desktop's opener, and return it."""
    place = folder / "xdg-open"
    place.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    place.chmod(place.stat().st_mode | stat.S_IXUSR)
    return place


async def test_the_address_comes_as_it_is_and_no_shell_reads_it(tmp_path: Path) -> None:
    place = _opener(tmp_path, f'printf "%s|" "$@" > "{tmp_path}/opened"')
    address = "https://shop.example.com/?a=$(touch x);b='c' d"
    assert await DesktopBrowser((str(place),)).open(address) == ""
    assert (tmp_path / "opened").read_text(encoding="utf-8") == f"{address}|"


async def test_a_failure_is_told(tmp_path: Path) -> None:
    place = _opener(tmp_path, "exit 3")
    assert "ended with 3" in await DesktopBrowser((str(place),)).open("https://example.com")
    assert "No such file" in await DesktopBrowser((str(tmp_path / "none"),)).open("https://example.com")


def test_an_opener_that_is_the_browser_itself_outlives_the_console(tmp_path: Path) -> None:
    process_file = tmp_path / "process"
    place = _opener(tmp_path, f"[ -e {process_file} ] && exit 0; echo $$ > {process_file}; exec sleep 600")
    browser = DesktopBrowser((str(place),), patience=0.5)
    assert asyncio.run(browser.open("https://example.com")) == ""
    gc.collect()
    process = int(process_file.read_text("utf-8"))
    try:
        assert os.waitpid(process, os.WNOHANG) == (0, 0)
    finally:
        os.kill(process, signal.SIGTERM)
        os.waitpid(process, 0)
    assert asyncio.run(browser.open("https://example.com")) == ""


@pytest.mark.parametrize("address", ["file:///etc/passwd", "--help", "javascript:1", ""])
async def test_only_pages_on_the_web_are_opened(tmp_path: Path, address: str) -> None:
    place = _opener(tmp_path, f'touch "{tmp_path}/opened"')
    assert await DesktopBrowser((str(place),)).open(address)
    assert not (tmp_path / "opened").exists()


def test_there_is_none_over_ssh_and_without_a_desktop(tmp_path: Path) -> None:
    _opener(tmp_path, "exit 0")
    here = {"PATH": f"{tmp_path}{os.pathsep}/bin", "DISPLAY": ":0"}
    assert DesktopBrowser.here(here, "linux") is not None
    assert DesktopBrowser.here({**here, "SSH_TTY": "/dev/pts/1"}, "linux") is None
    assert DesktopBrowser.here({"PATH": str(tmp_path)}, "linux") is None
    assert DesktopBrowser.here({"PATH": "/nowhere", "DISPLAY": ":0"}, "linux") is None
