"""The program is found, and must be one that goes with the package."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Callable

import pytest

import hearsay
from hearsay import binary


def test_an_argument_goes_before_the_environment_and_that_before_the_path(
    stand_in: Callable[..., str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mine = os.path.realpath(stand_in())
    monkeypatch.setenv("HEARSAY", mine)
    assert binary.find() == mine
    other = tmp_path / "other"
    other.symlink_to(mine)
    monkeypatch.setenv("HEARSAY", "/nowhere/hearsay")
    assert binary.find(other) == mine
    monkeypatch.delenv("HEARSAY")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert binary.find() == mine


def test_what_is_missing_is_said_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HEARSAY", str(tmp_path / "gone"))
    with pytest.raises(hearsay.NotFound, match=r"gone \(\$HEARSAY\) is no program.*Scripts/install"):
        hearsay.annotate(["It fell."])
    monkeypatch.delenv("HEARSAY")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(binary, "_PLACES", (str(tmp_path),))
    with pytest.raises(hearsay.NotFound, match=r"on the PATH.*Scripts/install.*HEARSAY"):
        binary.find()


@pytest.mark.parametrize("version", ["9.1.0", "0.9.0"])
def test_another_version_is_refused(stand_in: Callable[..., str], version: str) -> None:
    with pytest.raises(hearsay.WrongVersion, match=rf"is hearsay {version}, and this package needs hearsay 0\.1\.x"):
        hearsay.annotate([], binary=stand_in(version))


def test_a_patch_release_goes(stand_in: Callable[..., str]) -> None:
    assert binary.version(stand_in("0.1.7")) == "0.1.7"


def test_what_is_no_hearsay_is_refused() -> None:
    with pytest.raises(hearsay.Refused, match="no hearsay"):
        hearsay.annotate([], binary="/bin/true")


def test_the_package_and_its_metadata_agree() -> None:
    from importlib.metadata import version

    assert version("hearsay") == hearsay.__version__
