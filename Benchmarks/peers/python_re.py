"""The phrases as one alternation in Python's re, word by word, over the texts of JSON Lines."""

import json
import re
import sys

phrases = [line.strip() for line in open(sys.argv[1], encoding="utf-8") if line.strip()]
pattern = re.compile(r"\b(?:" + "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True)) + r")\b",
                     re.IGNORECASE)
found = 0
for line in open(sys.argv[2], encoding="utf-8"):
    for match in pattern.finditer(json.loads(line)["text"]):
        found += 1
print(found)
