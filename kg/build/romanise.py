"""Romanised names for finding: pinyin of Chinese names (the only door to pypinyin), Russian ones by iuliia (likewise).

What was romanised once is kept beside the builds, so that a build that meets no new name imports neither library.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import OntologyError
from kg.model import Label, Origin
from kg.strict_yaml import read_strict

if TYPE_CHECKING:
    from kg.corpus import Corpus
    from kg.model import Entity
    from kg.resources import Home

__all__ = ["CACHE", "RomanisationRules", "Romanised", "pinyin_forms", "read_rules", "romanise", "russian_forms"]

CACHE = "romanised.json"
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_DOT = "·"
_YO = str.maketrans("Ёё", "Ëë")  # iuliia 0.13 leaves a Cyrillic ё where both standards have a Latin ë
_LIBRARIES = ("pypinyin", "iuliia")
_FORMAT = 1


class _Rule(NamedTuple):
    language: str
    tag: str
    kinds: frozenset[str]


class RomanisationRules(NamedTuple):
    """What `ontology/romanisation.yaml` says: whose names are romanised, and Chinese surnames of two characters."""

    pinyin: _Rule
    russian: _Rule
    surnames: tuple[str, ...]


def read_rules(home: Home) -> RomanisationRules:
    """Read `ontology/romanisation.yaml`. Raises `OntologyError` when a part is missing."""
    loaded = read_strict(f"{home.ontology}/romanisation.yaml", "ontology/romanisation.yaml")
    try:
        pinyin, russian = (
            _Rule(loaded[name]["from"], loaded[name]["tag"], frozenset(loaded[name]["kinds"]))
            for name in ("pinyin", "russian")
        )
        return RomanisationRules(pinyin, russian, tuple(loaded["compoundSurnames"]))
    except (KeyError, TypeError) as error:
        raise OntologyError(
            "ontology/romanisation.yaml: needs pinyin and russian (from, tag, kinds) and compoundSurnames"
        ) from error


def romanise(corpus: Corpus, home: Home) -> Romanised:
    """Give the entities of a corpus their romanised names (`Entity.romanised`), in place; the same names every time."""
    rules = read_rules(home)
    path = Path(home.builds) / CACHE
    known = _load(path, rules)
    before = len(known)
    for entity in corpus.entities.values():
        if not entity.unnamed and (made := _names(entity, rules, known)):
            corpus.entities[entity.id] = replace(entity, romanised=made)
    return Romanised(path, rules, known, is_new=len(known) != before)


class Romanised(NamedTuple):
    """What was romanised, by name; `keep` writes it down for the next build when there is anything new."""

    path: Path
    rules: RomanisationRules
    known: dict[str, list[str]]
    is_new: bool

    def keep(self) -> None:
        """Write it beside the builds. A disk that refuses costs the next build some time and nothing else."""
        if not self.is_new:
            return
        fresh = self.path.with_name(f".making-{CACHE}-{os.getpid()}")
        made = {"made_by": _made_by(self.rules), "names": self.known}
        with suppress(OSError):
            fresh.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
            fresh.replace(self.path)


def _names(entity: Entity, rules: RomanisationRules, known: dict[str, list[str]]) -> tuple[Label, ...]:
    """The romanised forms of an entity's labels and aliases, each once, none that a curator already gave."""
    kind = entity.id.partition("/")[0]
    given = {label.text for label in entity.labels + entity.aliases}
    made: dict[tuple[str, str], Label] = {}
    for label in entity.labels + entity.aliases:
        for name, rule in (("pinyin", rules.pinyin), ("russian", rules.russian)):
            if label.lang != rule.language or kind not in rule.kinds:
                continue
            key = f"{name} {kind} {label.text}"
            forms = known.get(key)
            if forms is None:
                found = (
                    pinyin_forms(label.text, kind, rules.surnames) if name == "pinyin" else russian_forms(label.text)
                )
                forms = known[key] = list(found)
            for form in forms:
                if form not in given:
                    made[form, rule.tag] = Label(form, rule.tag, Origin.GENERATED)
    return tuple(label for _, label in sorted(made.items()))


def pinyin_forms(text: str, kind: str = "", surnames: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Pinyin of a Chinese name with tones and without; of a transcribed personal name also the last part.

    Personal names are written as surname and given name, places as one word, other names syllable by syllable.

    >>> pinyin_forms("梅兰芳", "person")
    ('Méi Lánfāng', 'Mei Lanfang')
    >>> pinyin_forms("罗曼·卡尔曼", "person")
    ("Luómàn Kǎ'ěrmàn", "Luoman Ka'erman", "Ka'erman")
    """
    if not _HAN.search(text):
        return ()
    from pypinyin import Style, lazy_pinyin

    words: list[str] = []
    for part in re.findall(r"[\u3400-\u4dbf\u4e00-\u9fff]+|[^\u3400-\u4dbf\u4e00-\u9fff]+", text):
        if not _HAN.match(part):
            words.extend(part.replace(_DOT, " ").split())
            continue
        syllables = lazy_pinyin(part, style=Style.TONE, v_to_u=True)
        words.extend(_words(syllables, part, kind, native=part == text, surnames=surnames))
    toned = " ".join(words)
    toned = toned[:1].upper() + toned[1:]
    forms = [toned, _plain(toned)]
    if kind == "person" and _DOT in text:
        forms.append(_plain(words[-1]))
    return tuple(dict.fromkeys(forms))


def _words(syllables: list[str], part: str, kind: str, *, native: bool, surnames: tuple[str, ...]) -> list[str]:
    if kind == "person" and native and 2 <= len(part) <= 4:
        at = 2 if len(part) > 2 and part.startswith(surnames or ("",)) and surnames else 1
        return [_joined(syllables[:at]), _joined(syllables[at:])]
    return [_joined(syllables)] if kind in ("person", "place") else syllables


def _joined(syllables: list[str]) -> str:
    """Syllables as one capitalised word, with an apostrophe where the next begins with a vowel."""
    word = syllables[0]
    for syllable in syllables[1:]:
        word += ("'" if _plain(syllable)[:1] in "aeo" else "") + syllable
    return word[:1].upper() + word[1:]


def russian_forms(text: str) -> tuple[str, ...]:
    """A Russian name in Latin letters by ISO 9:1995 and by BGN/PCGN, once where they agree.

    >>> russian_forms("Шёлк")
    ('Šëlk', 'Shëlk')
    >>> russian_forms("Сергей Эйзенштейн")
    ('Sergej Èjzenštejn', 'Sergey Eyzenshteyn')
    """
    if not _CYRILLIC.search(text):
        return ()
    from iuliia import BGN_PCGN, GOST_779  # GOST 7.79 system A is ISO 9:1995

    forms = (scheme.translate(text).translate(_YO) for scheme in (GOST_779, BGN_PCGN))
    return tuple(dict.fromkeys(forms))


def _plain(text: str) -> str:
    """Pinyin without tones; ü stays."""
    parts = unicodedata.normalize("NFD", text)
    bare = "".join(one for one in parts if one not in "\u0300\u0301\u0304\u030c")
    return unicodedata.normalize("NFC", bare)


def _made_by(rules: RomanisationRules) -> str:
    libraries = " ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return f"{libraries} format {_FORMAT} {' '.join(rules.surnames)}"


def _load(path: Path, rules: RomanisationRules) -> dict[str, list[str]]:
    """What was romanised before by these libraries and rules; nothing when the file is not there or not whole."""
    try:
        loaded = json.loads(path.read_bytes())
        if loaded["made_by"] == _made_by(rules):
            return dict(loaded["names"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return {}
