# %% [markdown]
# # Who says so? A corpus in a notebook
#
# Runs cell by cell in Jupyter or an editor that knows `# %%`, and whole as a script:
#
#     python notebook.py ARTICLES.jsonl.gz [HOW-MANY [PICTURE.html]]

# %%
from __future__ import annotations

import gzip
import itertools
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

import hearsay

path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("articles.jsonl")
many = int(sys.argv[2]) if len(sys.argv) > 2 else 1000


def articles() -> Iterator[dict[str, Any]]:
    """Articles, one at a time."""
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
        for line in itertools.islice(lines, many):
            record = json.loads(line)
            yield {"id": record["id"], "text": record["text"], "title": record.get("title")}


# %% [markdown]
# One article: in a notebook, this shows its text with every flag in its place, its scores and its sources.

# %%
found = next(iter(hearsay.annotate(itertools.islice(articles(), 1))))
print(found)
if len(sys.argv) > 3:
    Path(sys.argv[3]).write_text(f"<!doctype html><meta charset=utf-8>{found._repr_html_()}", encoding="utf-8")

# %% [markdown]
# A corpus, as frames.

# %%
df = pd.DataFrame(articles()).set_index("id", drop=False)
started = time.monotonic()
frames = hearsay.frame(df)
seconds = time.monotonic() - started
print(f"{len(df)} articles in {seconds:.1f} s, {len(df) / seconds:.0f} a second")
print(frames)

# %% What is flagged, and in whose voice?
flags = frames.flags.assign(voice=frames.flags["voice"].where(frames.flags["voice"] == "author", "others"))
print(flags.groupby(["type", "voice"]).size().unstack(fill_value=0).sort_values("author", ascending=False).head(12))

# %% Who is quoted, and how strong is that?
sources = frames.attributions.groupby("class")["strength"].agg(["size", "mean"]).round(2)
print(sources.sort_values("size", ascending=False))

# %% How well is the corpus sourced?
scores = frames.scores
strength = scores[(scores["score"] == "core/sourcing:strength") & (scores["over"] == "article")]
print(strength["band"].value_counts())
print(strength["value"].describe(percentiles=[0.1, 0.5, 0.9]).round(1).to_string())

# %% Which articles hedge most, a word?
density = scores[(scores["score"] == "core/hedging:density") & (scores["over"] == "article")]
most = density.nlargest(5, "value")[["article", "value", "band"]]
print(most.to_string(index=False))
