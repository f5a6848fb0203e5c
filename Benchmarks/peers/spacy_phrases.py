"""The phrases in spaCy's PhraseMatcher, with sentences by its rule-based splitter, over the texts of JSON Lines."""

import json
import sys

import spacy
from spacy.matcher import PhraseMatcher

language = spacy.blank("en")
language.add_pipe("sentencizer")
language.max_length = 100_000_000
matcher = PhraseMatcher(language.vocab, attr="LOWER")
matcher.add("phrase", [language.make_doc(line.strip()) for line in open(sys.argv[1], encoding="utf-8") if line.strip()])
found = 0
texts = (json.loads(line)["text"] for line in open(sys.argv[2], encoding="utf-8"))
for document in language.pipe(texts):
    for _, start, end in matcher(document):
        found += 1 if document[start].sent.start >= 0 else 0
print(found)
