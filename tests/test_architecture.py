"""The house: who may import whom, one door per library, small modules, honest `__all__`, no work at import."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.api import Graph

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "kg").rglob("*.py"))
CODE = sorted(path for part in ("kg", "tests", "benchmarks", "docs") for path in (ROOT / part).rglob("*.[pj][ys]"))
LONGEST = 400


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_data_flows_one_way_and_every_library_has_one_door() -> None:
    found = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout


def test_the_contract_fails_on_a_planted_second_door(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(ROOT / "kg", tmp_path / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / "kg" / "query" / "run.py"
    planted.write_text(planted.read_text(encoding="utf-8") + "\nimport pyvis\nimport kg.cli\n", encoding="utf-8")
    found = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tmp_path, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert found.returncode == 1
    assert "kg.query is not allowed to import kg.cli" in found.stdout
    assert "kg.query.run -> pyvis" in found.stdout


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_module_is_longer_than_a_reader_can_hold(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.name not in ("__init__.py", "__main__.py")], ids=name_of
)
def test_all_names_exactly_what_is_public(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    defined: set[str] = set()
    listed: list[str] = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            defined.add(node.name)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name == "__all__":
                listed = ast.literal_eval(node.value)
            elif not name.isupper() and not re.fullmatch(r"[A-Z]", name):
                defined.add(name)
    assert listed, f"{name_of(path)} has no __all__"
    public = {name for name in defined if not name.startswith("_")}
    assert public <= set(listed), f"public but not in __all__: {public - set(listed)}"
    assert ast.get_docstring(tree), f"{name_of(path)} says nowhere what it does"


def test_help_and_a_question_import_nothing_heavy(seed: Graph) -> None:
    code = (
        "import sys\nfrom kg.cli import main\nmain(sys.argv[1:])\nprint(sorted(set(sys.modules) & set('{}'.split())))"
    )
    heavy = "rdflib networkx pyvis owlready2 shacl igraph jinja2 yaml edtf dataclasses pathlib"
    for words in (["--help"], ["ask", "people/missions", "--format", "tsv"]):
        found = subprocess.run(
            [sys.executable, "-c", code.format(heavy), *words],
            cwd=ROOT, capture_output=True, text=True, check=True, env={"KG_HOME": seed.home.root},
        )  # fmt: skip
        assert found.stdout.splitlines()[-1] == "[]", f"{words[0]} imports {found.stdout.splitlines()[-1]}"


def test_importing_the_package_reads_no_file_of_ours() -> None:
    code = (
        "import sys\nseen = []\n"
        "sys.addaudithook(lambda name, args: seen.append(str(args[0])) if name == 'open' else None)\n"
        "import kg, kg.api, kg.pipeline, kg.export.words\n"
        "print([path for path in seen if path.endswith(('.yaml', '.ttl', '.rq', '.json', '.nq'))])"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_no_source_text_and_no_machine_path_is_in_the_repository(shared: Path) -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    texts = [path.read_text(encoding="utf-8") for path in (shared / "texts").glob("*.txt")]
    sentences = [s.strip() for text in texts for s in re.split(r"(?<=[.])\s+", text) if len(s) > 80]
    assert sentences
    for name in filter(None, tracked.split("\0")):
        path = ROOT / name
        if path.suffix in {".png", ".lock"} or not path.is_file():
            continue
        body = path.read_text(encoding="utf-8", errors="replace")
        for sentence in sentences:
            assert sentence not in body, f"{name} holds a sentence of a source"
        assert not re.search(r"(?<![\w.-])/(work|root|home)/[a-z]", body), f"{name} holds a machine path"
