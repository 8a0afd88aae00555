"""The wheel carries ontology, data and queries: installed elsewhere, `kg ask` answers from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    words = ["wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(out), str(ROOT)]
    subprocess.run([sys.executable, "-m", "pip", *words], check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_the_wheel_carries_what_the_product_needs_and_nothing_of_the_workshop(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    needed_files = """
        kg/_home/ontology/kg.ttl kg/_home/queries/people/events.rq kg/_home/data/entities/people.yaml
        kg/py.typed kg/build/dataset.py kg/export/network_page/page.html.j2
    """
    for needed in needed_files.split():
        assert needed in names
    assert not [name for name in names if name.startswith(("tests/", "docs/", "benchmarks/"))]
    assert not [name for name in names if "texts/" in name]


def test_installed_in_an_empty_environment_it_answers_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "env"
    venv.create(environment, with_pip=False, symlinks=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(environment), "platbase": str(environment)}))
    zipfile.ZipFile(wheel).extractall(site)
    # the libraries come from here, since a test uses no network; a .pth inside that folder is not followed,
    # so the checkout that is installed beside them in editable form stays invisible
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}

    def kg(*words: str) -> subprocess.CompletedProcess[str]:
        python = environment / "bin" / "python"
        return subprocess.run(
            [python, "-m", "kg", *words], cwd=elsewhere, env=env, capture_output=True, text=True, check=False
        )

    first = kg("ask", "people/missions")
    assert (first.returncode, first.stderr) == (0, "")
    assert "person/roman-karmen" in first.stdout
    assert kg("ask", "people/missions").stdout == first.stdout
    assert kg("network", "around", "--entity", "Roman Karmen", "-o", "k.html").returncode == 0
    assert [path.name for path in elsewhere.iterdir()] == ["k.html"]
    assert list((tmp_path / "cache" / "karmen-kg").glob("*/manifest.json")), "the build belongs into the user's cache"
    where = subprocess.run(
        [environment / "bin" / "python", "-c", "import kg; print(kg.__file__)"],
        cwd=elsewhere, env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert where.stdout.startswith(str(site))
