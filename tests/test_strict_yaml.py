"""A curated file is read as strings only, with every line kept; what could mean two things is refused with a remedy."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import strict_yaml
from kg.errors import CurationError
from kg.model import Finding
from kg.strict_yaml import MAX_DEPTH, YamlList, YamlMap, load, read_strict
from tests.conftest import ROOT


def refused(data: bytes | str) -> Finding:
    """The one finding that loading gives."""
    with pytest.raises(CurationError) as caught:
        load(data, "data/x.yaml")
    (found,) = caught.value.findings
    assert str(caught.value) == str(found)
    assert found.where.file == "data/x.yaml"
    assert found.remedy
    return found


REFUSED = {
    "duplicate key": ("a: 1\nb: 2\na: 3\n", 3, "duplicate-key", "keep one"),
    "duplicate key one level down": ("x:\n  a: 1\n  a: 2\n", 3, "duplicate-key", "keep one"),
    "duplicate key in a flow mapping": ("ok: 1\nx: {a: 1, a: 2}\n", 2, "duplicate-key", "keep one"),
    "duplicate key in two normal forms": ("caf\u00e9: 1\ncafe\u0301: 2\n", 2, "duplicate-key", "keep one"),
    "anchor": ("a: 1\nb: &x 2\n", 2, "anchor", "write the value out"),
    "anchor on a mapping": ("a: &x\n  b: 1\n", 1, "anchor", "write the value out"),
    "alias": ("a: 1\nb: *x\n", 2, "alias", "write the value out"),
    "merge key": ("a:\n  b: 1\n  <<: {c: 1}\n", 3, "merge-key", "write the fields out"),
    "tag": ("a: 1\nb: !!int 2\n", 2, "tag", "plain text"),
    "own tag": ("a: 1\nb: !secret x\n", 2, "tag", "plain text"),
    "python object": ("!!python/object/apply:os.system ['exit 1']\n", 1, "tag", "plain text"),
    "two documents": ("a: 1\n---\na: 2\n", 2, "two-documents", "one file is one document"),
    "tab as indentation": ("a:\n\tb: 1\n", 2, "yaml-syntax", "indent with spaces, never tabs"),
    "unclosed quote": ("a: 1\nb: 'x\nc: 2\n", 3, "yaml-syntax", "check quotes"),
    "unclosed bracket": ("a: 1\nb: [x, y\n", 2, "yaml-syntax", "check quotes"),
    "unclosed brace at the end": ("{a: 1", 1, "yaml-syntax", "check quotes"),
    "a colon in plain text": ("title: Karmen: a life\n", 1, "yaml-syntax", "check quotes, colons"),
    "wrong indentation": ("a: 1\n  b: 2\n", 2, "yaml-syntax", "indentation"),
    "a key that is a list": ("a: 1\n? [b]\n: 2\n", 2, "complex-key", "write the key as one word"),
    "a key that is a mapping": ("? {b: 1}\n: 2\n", 1, "complex-key", "write the key as one word"),
    "NUL": ("a: 1\nb: x\0y\n", 2, "control-character", "delete it"),
    "escaped NUL": ('a: 1\nb: "x\\0y"\n', 2, "control-character", "delete it"),
    "escape character": ('a: "\\e[31m"\n', 1, "control-character", "delete it"),
    "vertical tab": ("a: 1\nb: x\x0by\n", 2, "control-character", "delete it"),
    "delete": ('a: "\\x7F"\n', 1, "control-character", "delete it"),
    "private use": ("a: \ue000\n", 1, "control-character", "delete it"),
    "no character": ('a: "\\uFFFF"\n', 1, "control-character", "delete it"),
    "lone surrogate": ('a: "\\uD800"\n', 1, "yaml-syntax", "check quotes"),
    "right-to-left override": ("a: 1\nb: \u202eevil\n", 2, "hidden-character", "delete it"),
    "zero-width space": ("a: Kar\u200bmen\n", 1, "hidden-character", "delete it"),
    "zero-width joiner in a key": ("a\u200db: 1\n", 1, "hidden-character", "delete it"),
    "byte-order mark inside": ("a: 1\nb: x\ufeffy\n", 2, "hidden-character", "delete it"),
    "soft hyphen": ("a: co\u00adoperation\n", 1, "hidden-character", "delete it"),
    "tag characters": ("a: 1\nb: hello\U000e0068\n", 2, "hidden-character", "delete it"),
    "line separator": ("a: 1\nb: x\u2028y\n", 2, "hidden-character", "delete it"),
    "next line": ("a: 1\nb: x\u0085y\n", 2, "hidden-character", "delete it"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_plain_is_refused_with_its_line_and_remedy(name: str) -> None:
    text, line, rule, remedy = REFUSED[name]
    found = refused(text.encode())
    assert (found.where.line, found.rule) == (line, rule), str(found)
    assert remedy in found.remedy


@pytest.mark.parametrize("name", REFUSED)
def test_the_line_is_right_behind_a_hundred_others_and_with_any_line_end(name: str) -> None:
    text, line, rule, _ = REFUSED[name]
    if text.startswith(("{", "!!")):
        return
    for end in ("\n", "\r\n"):
        before = "".join(f"key{at}: 值{end}" for at in range(100))
        found = refused((before + text.replace("\n", end)).encode())
        assert (found.where.line, found.rule) == (line + 100, rule), str(found)


# ------ encodings


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    found = refused(mark + "имя: Кармен\n".encode(encoding))
    assert (found.rule, found.message) == ("encoding", "the file is UTF-16, not UTF-8")
    assert found.remedy == "save it as UTF-8"


def test_utf_16_without_a_mark_is_refused_too() -> None:
    assert refused("name: Karmen\n".encode("utf-16-le")).rule in ("encoding", "control-character")


def test_an_older_chinese_encoding_is_named_with_its_line() -> None:
    found = refused("a: 1\nb: 2\nname: 罗曼·卡尔曼\n".encode("gb18030"))
    assert (found.where.line, found.rule) == (3, "encoding")
    assert "GB18030" in found.message
    assert "UTF-8" in found.remedy


def test_bytes_of_no_encoding_are_refused_with_their_line() -> None:
    found = refused(b"a: 1\nb: \xff\xff\n")
    assert (found.where.line, found.rule, "GB18030" in found.message) == (2, "encoding", False)


def test_a_byte_order_mark_at_the_start_is_taken_off() -> None:
    assert load(b"\xef\xbb\xbfa: 1\n") == {"a": "1"}


def test_line_ends_of_windows_and_composed_letters_make_no_difference() -> None:
    plain = load("a: Карме\u0301н й\nb: |\n  one\n  two\n".encode())
    other = load("a: Карме\u0301н и\u0306\r\nb: |\r\n  one\r\n  two\r\n".encode())
    assert plain == other == {"a": "Карме\u0301н й", "b": "one\ntwo\n"}


def test_keys_and_values_are_composed() -> None:
    loaded = load("cafe\u0301: [e\u0301, {o\u0308: u\u0308}]\n")
    assert loaded == {"caf\u00e9": ["\u00e9", {"\u00f6": "\u00fc"}]}


# ------ sizes


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_yaml, "MAX_BYTES", 100)
    assert load(b"a: " + b"x" * 90) == {"a": "x" * 90}
    found = refused(b"a: " + b"x" * 100)
    assert (found.rule, found.remedy) == ("file-too-large", "split the file")


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")], ids=["lists", "mappings"])
def test_a_file_may_be_nested_so_deep_and_no_deeper(opening: str, closing: str) -> None:
    load(opening * MAX_DEPTH + "x" + closing * MAX_DEPTH)
    for depth in (MAX_DEPTH + 1, 100_000):
        found = refused("\n" + opening * depth + "x" + closing * depth)
        assert (found.rule, found.where.line) == ("too-deep", 2)


# ------ strings only


@pytest.mark.parametrize(
    "text",
    ["no", "NO", "yes", "on", "off", "true", "null", "~", "1957", "0123", "0x1F", "1e3", "1.10", "12:30:00", "1_000",
     "1957-10-01", "1938-09", ".inf", "-5", "=", "2024/2025", "1957-06?"],
)  # fmt: skip
def test_nothing_is_guessed_from_how_a_value_looks(text: str) -> None:
    assert load(f"a: {text}\n- bad".partition("\n")[0]) == {"a": text}
    assert load(f"{text}: a\n") == {text: "a"}
    assert load(f"- {text}\n") == [text]


def test_an_empty_value_is_an_empty_string_and_an_empty_file_is_nothing() -> None:
    assert load("a:\nb: ''\n") == {"a": "", "b": ""}
    for text in ("", "\n", "# a comment\n", "---\n"):
        assert load(text) in (None, "")


def test_maps_and_lists_know_their_lines() -> None:
    loaded = load("a: 1\n\nb:\n  - x\n  # between\n  - y: 1\n    z: 2\n")
    assert isinstance(loaded, YamlMap)
    assert [loaded.line_of(key) for key in ("a", "b", "nothing")] == [1, 3, 1]
    items = loaded["b"]
    assert isinstance(items, YamlList)
    assert items.lines == [4, 6]
    assert (items[1].line_of("y"), items[1].line_of("z")) == (6, 7)


@given(
    st.recursive(
        st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=12),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=5), inner, max_size=3)
        ),
        max_leaves=12,
    )
)
def test_plain_data_written_as_json_comes_back_as_it_was(data: object) -> None:
    import json

    written = json.dumps(data, ensure_ascii=False)
    assert load(written) == json.loads(unicodedata.normalize("NFC", written))


@given(st.binary(max_size=200))
def test_random_bytes_are_read_or_refused_and_nothing_else(data: bytes) -> None:
    try:
        load(data)
    except CurationError as error:
        findings = error.findings
    else:
        return
    assert len(findings) == 1


@given(st.text(alphabet="ab:-?[]{}'\"|>&*!%#@, \n\té\u2028\u202e\0", max_size=40))
def test_random_marks_are_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        load(text.encode())
    except CurationError as error:
        lines = [one.where.line for one in error.findings]
    else:
        return
    assert len(lines) == 1
    assert 0 <= lines[0] <= text.count("\n") + 1


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.yaml", tmp_path):
        with pytest.raises(CurationError, match=r"cannot be read: .*; check the file \[unreadable-file\]"):
            read_strict(path)


def test_every_yaml_file_of_the_project_is_read() -> None:
    files = [path for part in ("data", "ontology", "tests/world", "kg") for path in (ROOT / part).rglob("*.yaml")]
    assert len(files) > 20
    for path in files:
        read_strict(path)


# ------ the hostile files

HOSTILE = {
    "alias_bomb.yaml": ("anchor", 1),
    "bidi.yaml": ("hidden-character", 1),
    "deep.yaml": ("too-deep", 1),
    "duplicate_key.yaml": ("duplicate-key", 2),
    "merge_key.yaml": ("anchor", 1),
    "python_name.yaml": ("tag", 1),
    "python_object.yaml": ("tag", 1),
    "self_ref.yaml": ("anchor", 1),
    "tabs.yaml": ("yaml-syntax", 2),
    "two_docs.yaml": ("two-documents", 2),
}
STRINGS = {
    "norway.yaml": {"country": "no", "lang": "NO", "yes": "on"},
    "implicit_types.yaml": {
        "d": "1957-10-01", "y": "1957", "t": "12:30:00", "id": "0123", "q": "1e3", "v": "1.10",
    },
    "uncertain_date.yaml": {"born": "1957-06?", "from": "~1949", "range": "2024/2025"},
}  # fmt: skip


@pytest.mark.shared
def test_every_hostile_file_is_refused_or_read_as_strings(shared: Path) -> None:
    folder = shared / "suites" / "hostile" / "yaml"
    assert {path.name for path in folder.iterdir()} == {*HOSTILE, *STRINGS}
    for name, (rule, line) in HOSTILE.items():
        with pytest.raises(CurationError) as caught:
            read_strict(folder / name, name)
        (found,) = caught.value.findings
        assert (found.rule, found.where.line, found.where.file) == (rule, line, name)
    for name, expected in STRINGS.items():
        assert read_strict(folder / name, name) == expected
