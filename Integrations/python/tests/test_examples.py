"""The examples run, as they are said to be run."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import article

EXAMPLES = Path(__file__).parent.parent / "examples"


def run(*arguments: str) -> str:
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(arguments, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_notebook(tmp_path: Path) -> None:
    pytest.importorskip("pandas")
    corpus = tmp_path / "articles.jsonl.gz"
    corpus.write_bytes(gzip.compress("\n".join(json.dumps(article(number)) for number in range(30)).encode()))
    picture = tmp_path / "picture.html"
    printed = run(sys.executable, str(EXAMPLES / "notebook.py"), str(corpus), "20", str(picture))
    assert "20 articles in" in printed
    assert "hedge.report" in printed
    assert '<div class="hearsay">' in picture.read_text()


@pytest.mark.spark
def test_the_spark_job(tmp_path: Path, rules: Path, program: str) -> None:
    pyspark = pytest.importorskip("pyspark")
    corpus = tmp_path / "articles.jsonl"
    corpus.write_text("".join(json.dumps(article(number)) + "\n" for number in range(40)))
    submit = Path(pyspark.__file__).parent / "bin" / "spark-submit"
    options = ["--rules", str(rules), "--session-scores", str(tmp_path / "scores.json"), "--partitions", "2"]
    master = ["--master", "local[2]", "--conf", "spark.ui.enabled=false"]
    printed = run(str(submit), *master, str(EXAMPLES / "spark_job.py"), str(corpus), str(tmp_path / "out"), *options)
    assert re.search(r"^40 articles in ", printed, re.MULTILINE)
    assert "hedge.report" in printed
    assert "0 articles could not be analysed" in printed
    expected = tmp_path / "expected.json"
    arguments = ["annotate", "--no-config", "--rules", str(rules), "--session-scores", str(expected), str(corpus)]
    subprocess.run([program, *arguments], stdout=subprocess.DEVNULL, check=True)
    scores = [json.loads(path.read_text())["session"] for path in (tmp_path / "scores.json", expected)]
    assert sorted(scores[0], key=str) == sorted(scores[1], key=str)
