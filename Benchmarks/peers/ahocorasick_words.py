"""The phrases in an Aho-Corasick automaton, with a check for whole words, over the texts of JSON Lines."""

import json
import sys

import ahocorasick_rs

phrases = [line.strip().lower() for line in open(sys.argv[1], encoding="utf-8") if line.strip()]
automaton = ahocorasick_rs.AhoCorasick(phrases, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
found = 0
for line in open(sys.argv[2], encoding="utf-8"):
    text = json.loads(line)["text"].lower()
    for _, start, end in automaton.find_matches_as_indexes(text):
        if (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum()):
            found += 1
print(found)
