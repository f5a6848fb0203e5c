"""Findings as pandas frames."""

from __future__ import annotations

import pytest
from conftest import article

import hearsay

pd = pytest.importorskip("pandas")


def test_frames_join_with_the_articles() -> None:
    articles = pd.DataFrame([article(number) for number in range(12)]).rename(columns={"text": "body"})
    articles.index = [f"row{number}" for number in range(12)]
    frames = hearsay.frame(articles, text="body")
    found = {one.id: one for one in hearsay.annotate(article(number) for number in range(12))}
    assert len(frames.flags) == sum(len(one.flags) for one in found.values())
    assert len(frames.attributions) == sum(len(one.attributions) for one in found.values())
    assert len(frames.scores) == sum(len(one.scores) for one in found.values())
    joined = frames.flags.merge(articles[["body"]], left_on="article", right_index=True)
    assert len(joined) == len(frames.flags)
    assert all(row["body"][row["start"] : row["end"]] == row["text"] for row in joined.to_dict("records"))
    first = frames.attributions.dropna(subset="source").iloc[0]
    said = found["a0"].attributions[first["attribution"]]
    assert said["source"] is not None
    assert (first["source"], first["class"]) == (said["source"]["text"], said["source"]["class"])
    assert first["hops"] == said["hops"]
    assert first["content"] in article(0)["text"]
    assert frames.scores["value"].dtype == "float64"
    assert frames.errors.empty
    assert list(frames.errors.columns) == ["article", "code", "message"]


def test_missing_texts_are_errors_and_cost_nothing_else() -> None:
    articles = pd.DataFrame(
        {"text": ["It may rain.", None, float("nan"), "Reportedly it rains."], "date": [pd.NaT] * 4}
    )
    frames = hearsay.frame(articles, packs=["hedging"])
    assert list(frames.flags["article"]) == [0, 3]
    assert list(frames.errors["article"]) == [1, 2]
    assert set(frames.errors["code"]) == {"no-text"}
    assert "2 errors" in repr(frames)


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(hearsay.HearsayError, match="no column 'body'; it has text"):
        hearsay.frame(pd.DataFrame({"text": []}), text="body")
    assert hearsay.frame(pd.DataFrame({"text": []})).flags.empty


def test_frames_in_a_notebook_are_escaped() -> None:
    frames = hearsay.frame(pd.DataFrame({"text": ["<b>Reportedly</b> it may rain, <script>x</script> said Oda Venn."]}))
    html = frames._repr_html_()
    assert "<script" not in html
    assert "<b>" not in html
