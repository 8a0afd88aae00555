"""Pictures for tests: a small one that shows every way of drawing, a big one for size and speed."""

from __future__ import annotations

import random

from kg.network.picture import Picture, PictureEdge, PictureNode, PictureReceipt

_IRI = "https://w3id.org/karmen-kg/id/statement/"
PORTAL = ({"en": "CGTN on the Silk Road of film", "zh-Hans": "中国国际电视台：电影丝路",
           "ru": "CGTN о шёлковом пути кино"},
          "2025-05-08", "https://www.example.org/2025/05/cgtn?id=1")  # fmt: skip
AGENCY = ({"en": "TASS report", "ru": "Сообщение ТАСС"}, "2025-05-07", "https://пример.рф/news/1")
CGTN = {"en": "CGTN", "zh-Hans": "中国国际电视台"}
MINISTRY = {"en": "Ministry of Culture", "zh-Hans": "文化部", "ru": "Министерство культуры"}

_NODES = [
    ("person/roman-karmen", ("Roman Karmen", "罗曼·卡尔曼", "Роман Кармен"), "Person"),
    ("person/grandchild", ("a grandson of Karmen", "卡尔曼之孙", "внук Кармена"), "Person"),
    ("place/china", ("China", "中国", "Китай"), "Country"),
    ("place/moscow", ("Moscow", "莫斯科", "Москва"), "City"),
    ("org/cmg", ("China Media Group", "中央广播电视总台", "Медиакорпорация Китая"), "Broadcaster"),
    ("org/mosfilm", ("Mosfilm", "莫斯科电影制片厂", "Мосфильм"), "FilmStudio"),
    ("event/exchange-2025", ("Film exchange in Moscow, May 2025", "2025年5月莫斯科电影交流活动",
                             "Кинообмен в Москве, май 2025"), "CulturalEvent"),
    ("event/war-of-resistance", ("War of Resistance", "抗日战争", "Антияпонская война"), "War"),
    ("work/china-in-struggle", ("China in Struggle", "中国在战斗", "Китай в борьбе"), "Documentary"),
    ("work/red-silk", ("Red Silk", "红丝绸", "Красный шёлк"), "FeatureFilm"),
    ("speech/letter-2025", ("Letter of greeting, 7 May 2025", "2025年5月7日贺信", "Приветствие 7 мая 2025"), "Message"),
    ("topic/film", ("film", "电影", "кино"), "Topic"),
]  # fmt: skip
_CLASSES = {
    "Person": ("person", "人物", "человек"), "Country": ("country", "国家", "страна"),
    "City": ("city", "城市", "город"), "Broadcaster": ("broadcaster", "广播机构", "телерадиокомпания"),
    "FilmStudio": ("film studio", "电影制片厂", "киностудия"), "War": ("war", "战争", "война"),
    "CulturalEvent": ("cultural event", "文化活动", "культурное событие"),
    "Documentary": ("documentary", "纪录片", "документальный фильм"),
    "FeatureFilm": ("feature film", "故事片", "игровой фильм"),
    "Message": ("message", "致辞", "послание"), "Topic": ("topic", "主题", "тема"),
}  # fmt: skip
_RELATIONS = {
    "sentTo": ("sent to", "被派往", "направлен в"), "documented": ("documented", "拍摄记录", "запечатлел"),
    "depicts": ("depicts", "表现", "изображает"), "tookPartIn": ("took part in", "参加", "участвует в"),
    "grandchildOf": ("grandchild of", "孙辈", "внук"),
    "coProductionOf": ("co-production of", "联合制作", "копродукция"),
    "firstShownIn": ("first shown in", "首映于", "впервые показан в"),
    "heldAt": ("held at", "举行地", "проведено в"),
    "organizedBy": ("organised by", "主办方", "организатор"), "hasTopic": ("on the topic of", "主题为", "на тему"),
    "praises": ("praises", "称赞", "хвалит"), "madeBy": ("made by", "摄制方", "создан"),
    "bornIn": ("born in", "出生于", "родился в"), "strengthens": ("strengthens", "加强", "укрепляет"),
    "addressedTo": ("addressed to", "致", "адресовано"),
}  # fmt: skip
# source, property, target, [(mode, certainty, disputed, when, place, document, voices)]
_Said = tuple[str, str, bool, str, str, tuple[dict[str, str], str, str], list[dict[str, str]]]
_EDGES: list[tuple[str, str, str, list[_Said]]] = [
    ("person/roman-karmen", "sentTo", "place/china", [
        ("fact", "stated", False, "1938-09", "p2:505-522:e2650b5d, p2:569-613:470c9a11", PORTAL, [CGTN]),
        ("fact", "stated", False, "1938", "p4", AGENCY, [])]),
    ("person/roman-karmen", "documented", "event/war-of-resistance",
     [("fact", "stated", False, "1938/1939", "p2:530-568:0a1b2c3d", PORTAL, [CGTN])]),
    ("person/roman-karmen", "bornIn", "place/moscow", [
        ("fact", "probable", True, "1906-11", "p1", AGENCY, []),
        ("denied", "stated", True, "", "document", PORTAL, [])]),
    ("work/china-in-struggle", "madeBy", "person/roman-karmen", [("fact", "stated", False, "1939", "p3", AGENCY, [])]),
    ("work/china-in-struggle", "depicts", "event/war-of-resistance",
     [("fact", "inferred", False, "", "p3:700-741:99aabbcc", PORTAL, [CGTN])]),
    ("work/china-in-struggle", "depicts", "place/china", [("fact", "inferred", False, "", "document", AGENCY, [])]),
    ("person/grandchild", "grandchildOf", "person/roman-karmen",
     [("fact", "probable", False, "", "p6:1870-1893:12345678", PORTAL, [CGTN])]),
    ("person/grandchild", "tookPartIn", "event/exchange-2025",
     [("fact", "stated", False, "2025-05-07", "p6:1900-1950:deadbeef", PORTAL, [CGTN])]),
    ("org/cmg", "tookPartIn", "event/exchange-2025", [("fact", "stated", False, "2025-05-07", "p1", PORTAL, [CGTN])]),
    ("event/exchange-2025", "organizedBy", "org/cmg", [("fact", "stated", False, "", "p1", PORTAL, [CGTN])]),
    ("event/exchange-2025", "heldAt", "place/moscow", [
        ("fact", "stated", False, "2025-05-07", "p1:110-152:0badcafe", PORTAL, [CGTN]),
        ("fact", "stated", False, "2025-05-07", "p1", AGENCY, [])]),
    ("work/red-silk", "coProductionOf", "place/china", [("fact", "stated", False, "2025", "p5", PORTAL, [CGTN])]),
    ("work/red-silk", "firstShownIn", "place/china", [("planned", "stated", False, "2025-09", "p5", PORTAL, [CGTN])]),
    ("work/red-silk", "madeBy", "org/mosfilm", [("fact", "doubtful", False, "", "p5", AGENCY, [])]),
    ("work/red-silk", "firstShownIn", "place/moscow",
     [("planned", "stated", True, "2025-02", "p5", AGENCY, [MINISTRY])]),
    ("speech/letter-2025", "praises", "event/exchange-2025",
     [("attributed", "stated", False, "2025-05-07", "p4:1201-1260:ab12cd34", PORTAL, [MINISTRY, CGTN])]),
    ("speech/letter-2025", "strengthens", "topic/film",
     [("attributed", "stated", False, "", "p4", PORTAL, [MINISTRY])]),
    ("event/exchange-2025", "hasTopic", "topic/film", [("fact", "stated", False, "", "p1", PORTAL, [])]),
    ("speech/letter-2025", "addressedTo", "org/cmg", [("denied", "stated", False, "", "p4", AGENCY, [])]),
]  # fmt: skip


def three(texts: tuple[str, str, str]) -> dict[str, str]:
    return dict(zip(("en", "zh-Hans", "ru"), texts, strict=True))


def small_picture() -> Picture:
    nodes = tuple(PictureNode(i, three(names), c, three(_CLASSES[c]), i.split("/")[0]) for i, names, c in _NODES)
    edges, number = [], 0
    for source, name, target, said in _EDGES:
        receipts = []
        for mode, certainty, disputed, when, place, (titles, date, url), voices in said:
            number += 1
            receipts.append(PictureReceipt(
                f"{_IRI}{number:08x}", f"source/{date}", titles, date, url, place, tuple(voices), mode, certainty,
                when, disputed=disputed, note="The article spells the name Kalman." if number == 1 else "",
            ))  # fmt: skip
        edges.append(PictureEdge(source, target, name, three(_RELATIONS[name]), tuple(receipts)))
    return Picture("film-exchange", "Film between two shores", nodes, tuple(edges), "0f1e2d3c")


def big_picture(size: int = 1000, ties: int = 2500, seed: int = 7) -> Picture:
    draw = random.Random(seed)
    kinds = ("person", "org", "event", "work", "place", "speech")
    nodes = tuple(
        PictureNode(f"{kinds[i % 6]}/n{i}", {"en": f"Name number {i}", "zh-Hans": f"名称{i}", "ru": f"Имя {i}"},
                    "Person", {"en": "person"}, kinds[i % 6])
        for i in range(size)
    )  # fmt: skip
    edges = []
    for number in range(ties):
        a, b = draw.randrange(size), int(size * draw.random() ** 2)
        receipt = PictureReceipt(f"{_IRI}{number:08x}", "source/a", PORTAL[0], PORTAL[1], PORTAL[2],
                                 f"p{number % 40}:{number}-{number + 40}:{number:08x}", (CGTN,),
                                 ("fact", "planned", "attributed")[number % 3], "stated", "2025-05",
                                 disputed=number % 50 == 0)  # fmt: skip
        edges.append(
            PictureEdge(nodes[a].id, nodes[b].id, "tookPartIn", {"en": "took part in", "ru": "участвует в"}, (receipt,))
        )
    return Picture("big", "A thousand names", nodes, tuple(edges), "feedc0de")
