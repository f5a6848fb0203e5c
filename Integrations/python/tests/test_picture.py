"""The picture in a notebook: readable, and nothing of an article in it is markup."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from conftest import article

import hearsay

#: What the picture is made of, and nothing else.
ALLOWED = {
    "div": {"class"}, "style": set(), "h4": set(), "p": {"class"}, "b": set(), "span": {"class", "title"},
    "mark": {"class", "title"}, "details": set(), "summary": set(), "table": set(), "tr": set(), "td": set(),
    "th": set(),
}  # fmt: skip


class Reader(HTMLParser):
    """Collects the texts of elements, and finds what must not be there."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.text = ""
        self.marks: list[tuple[str, str]] = []
        self.titles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        assert {name for name, _ in attrs} <= ALLOWED[tag], attrs
        known = dict(attrs)
        self.stack.append("text" if known.get("class") == "text" else tag)
        if tag == "mark":
            self.marks.append(("", known["title"] or ""))

    def handle_endtag(self, tag: str) -> None:
        opened = self.stack.pop()
        assert opened in (tag, "text")

    def handle_data(self, data: str) -> None:
        if "text" in self.stack:
            self.text += data
        if self.stack and self.stack[-1] == "mark":
            self.marks[-1] = (self.marks[-1][0] + data, self.marks[-1][1])


def read(found: hearsay.Findings) -> Reader:
    reader = Reader()
    reader.feed(found._repr_html_())
    reader.close()
    assert reader.stack == []
    return reader


def test_the_text_is_all_there_with_its_flags_marked() -> None:
    (found,) = hearsay.annotate([article(9)])
    picture = read(found)
    assert picture.text == found.text
    assert {"reportedly", "is said to"} & {words for words, _ in picture.marks}
    assert any("[core/hedging:" in note for _, note in picture.marks)
    html = found._repr_html_()
    assert "core/sourcing:strength" in html
    assert "statements" in html


def test_hostile_articles_stay_text() -> None:
    hostile = (
        '</div><script>alert(1)</script> "><img src=x onerror=alert(1)> It was reportedly <b>closed</b>, '
        "“<svg/onload=alert(2)>” said Oda <i>Venn</i>. &lt;script&gt; '\"` may </style><!-- [is said to] ]]>"
    )
    articles: list[dict[str, Any]] = [
        {"id": "</h4><script>", "title": "<script>alert(3)</script>", "text": hostile},
        {"id": "<b>", "text": None},
    ]
    for found in hearsay.annotate(articles, packs="hedging,sourcing,stance,weasel", marks="all"):
        assert read(found).text == found.text


def test_marks_over_each_other_and_long_texts() -> None:
    (found,) = hearsay.annotate([article(9)])
    marks = [dict(found.marks[0], start=start, end=end, type=kind) for start, end, kind in
             [(0, 30, "a.b"), (5, 10, "c"), (8, 40, "d"), (8, 8, "e"), (39, 10_000, "f")]]  # fmt: skip
    found.record["marks"] = marks
    assert read(found).text == found.text
    (long,) = hearsay.annotate(["It may rain. " * 3000], packs="hedging")
    picture = read(long)
    assert long.text.startswith(picture.text)
    assert len(picture.text) == 20_000
