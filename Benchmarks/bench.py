"""Measures hearsay and its peers: the same phrases, the same text, alternating in one run, medians.

Called by Scripts/bench. Every run is pinned to one core unless it says two. A speed is megabytes (10^6) of the
articles' bare text a second of wall time.
"""

import argparse
import gzip
import json
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).parent
PARTS = ["phrases", "packs", "threads", "article", "folder", "shell", "memory", "rules", "doubling", "language"]


class Run:
    """What one run of a command took."""

    def __init__(self, seconds, cpu, memory, status):
        self.seconds, self.cpu, self.memory, self.status = seconds, cpu, memory, status


class Memory(threading.Thread):
    """Looks twenty times a second at the most that a process held so far, in bytes.

    What the kernel tells when the process has ended will not do: it counts in this process, in whose memory that one
    was started.
    """

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.status = pathlib.Path(f"/proc/{pid}/status")
        self.most = 0
        self.over = threading.Event()

    def run(self):
        while not self.over.wait(0.05):
            try:
                found = re.search(r"VmHWM:\s*(\d+) kB", self.status.read_text())
            except OSError:
                return
            if found:
                self.most = int(found.group(1)) * 1024


def run(command, cores=1, stdin=None, stdout=None, environment=None):
    """Runs a command once. `memory` is the most it held, in bytes; 0 for a run that is over at once."""
    every = os.sched_getaffinity(0)
    # Before it starts, which it takes over: to be pinned by itself it would have to be a copy of this process first, and
    # that takes longer than a short run.
    os.sched_setaffinity(0, sorted(every)[:cores])
    try:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=open(stdin, "rb") if stdin else subprocess.DEVNULL,
            stdout=stdout or subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        memory = Memory(process.pid)
        memory.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        memory.over.set()
    finally:
        os.sched_setaffinity(0, every)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(seconds, usage.ru_utime + usage.ru_stime, memory.most, process.returncode)


def alternate(commands, rounds):
    """Runs each command in turn, several rounds, after one that does not count. The median run of each, by name."""
    runs = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, start in commands.items():
            result = start()
            if turn > 0:
                runs[name].append(result)
    return {name: sorted(all, key=lambda one: one.seconds)[len(all) // 2] for name, all in runs.items()}


class Bench:
    def __init__(self, options):
        self.options = options
        self.hearsay = options.binary
        self.rounds = 3 if options.quick else 5
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hearsay-bench-"))
        self.phrases = [line for line in (HERE / "phrases.txt").read_text().splitlines() if line]
        self.lines = []
        self.environment = dict(os.environ, XDG_CACHE_HOME=str(self.folder / "cache"), XDG_STATE_HOME=str(self.folder))

    # Inputs

    def articles(self, most):
        """The texts of the first articles, `most` bytes of them."""
        opener = gzip.open if str(self.options.text).endswith(".gz") else open
        texts, size = [], 0
        with opener(self.options.text, "rt", encoding="utf-8") as file:
            for line in file:
                try:
                    text = json.loads(line).get("text")
                except (ValueError, AttributeError):
                    continue
                if not text:
                    continue
                texts.append(text)
                size += len(text.encode())
                if size >= most:
                    break
        return texts, size

    def write(self, name, texts):
        """The texts as JSON Lines and as bare text; their paths."""
        records, bare = self.folder / f"{name}.jsonl", self.folder / f"{name}.txt"
        with open(records, "w", encoding="utf-8") as file:
            for number, text in enumerate(texts):
                file.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
        bare.write_text("\n".join(texts) + "\n", encoding="utf-8")
        return records, bare

    def pack(self, name, phrases):
        """A pack with one rule for all of the phrases."""
        path = self.folder / f"{name}.yaml"
        path.write_text(
            f"pack: bench/{name}\nversion: 1.0.0\nabout: Phrases.\nlicense: Apache-2.0\n\nlexicons:\n  phrases:\n"
            + "".join(f"    - {phrase}\n" for phrase in phrases)
            + "\nrules:\n  phrase:\n    match: $phrases\n    mark: phrase\n    flag:\n      level: note\n"
            + "      say: '{match}'\n"
        )
        return path

    def many_rules(self, count, words):
        """Packs of `count` rules, each with a phrase of two words or a gap, out of words that the text has."""
        folder = self.folder / f"rules{count}"
        folder.mkdir()
        for first in range(0, count, 500):
            lines = [f"pack: bench/rules{first}", "version: 1.0.0", "about: Rules.", "license: Apache-2.0", "rules:"]
            for number in range(first, min(first + 500, count)):
                one, two = words[number * 31 % len(words)], words[(number * 7 + 3) % len(words)]
                shape = f"'{one} {two}'" if number % 2 else f"'{one} ...3 {two}'"
                lines += [f"  rule{number}:", f"    match: {shape}", f"    mark: mark{number % 50}"]
                lines += ["    flag:", "      level: note", "      say: '{match}'"]
            (folder / f"{first}.yaml").write_text("\n".join(lines) + "\n")
        check = subprocess.run(
            [self.hearsay, "rules", "check", "--no-core", "--no-config", folder], capture_output=True, text=True
        )
        if check.returncode != 0:
            sys.exit(f"the rules made for the benchmark are wrong:\n{check.stderr[:500]}")
        return folder

    def annotate(self, records, *options, cores=1, threads=1):
        return lambda: run(
            [self.hearsay, "annotate", "--quiet", "--no-config", "--threads", threads, records, *options],
            cores=cores, environment=self.environment,
        )

    # Output

    def say(self, line=""):
        print(line, flush=True)
        self.lines.append(line)

    def table(self, title, head, rows):
        self.say(f"\n### {title}\n")
        self.say("| " + " | ".join(head) + " |")
        self.say("|" + "---|" * len(head))
        for row in rows:
            self.say("| " + " | ".join(str(cell) for cell in row) + " |")

    def header(self):
        model = next(
            (line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?"
        )
        version = subprocess.run([self.hearsay, "--version"], capture_output=True, text=True).stdout.strip()
        self.say(f"{version}; {model}, {os.cpu_count()} cores; {platform.system()} {platform.release()}")
        self.say(f"load before the run: {os.getloadavg()[0]:.1f}; medians of {self.rounds}, alternating in one run")

    # Parts

    def part_phrases(self):
        texts, size = self.articles(2e6 if self.options.quick else 20e6)
        records, bare = self.write("phrases", texts)
        pack = self.pack("phrases", self.phrases)
        list_ = HERE / "phrases.txt"
        commands = {"hearsay annotate": self.annotate(records, "--no-core", "--rules", pack)}
        if shutil.which("rg"):
            words = ["rg", "-F", "-i", "-w", "-o", "--column", "-f", list_, bare]
            commands["rg -F -i -w -o --column"] = lambda: run(words)
        commands["Python re"] = lambda: run([sys.executable, HERE / "peers" / "python_re.py", list_, records])
        python = pathlib.Path(self.options.peers) / "bin" / "python"
        # The slow ones see a part of the text.
        small, small_size = texts[: max(1, len(texts) // 20)], 0
        small_size = sum(len(text.encode()) for text in small)
        small_records, _ = self.write("small", small)
        sizes = {}
        if python.exists():
            commands["ahocorasick_rs"] = lambda: run([python, HERE / "peers" / "ahocorasick_words.py", list_, records])
            commands["spaCy PhraseMatcher"] = lambda: run(
                [python, HERE / "peers" / "spacy_phrases.py", list_, small_records]
            )
            sizes["spaCy PhraseMatcher"] = small_size
        results = alternate(commands, self.rounds)
        ours = size / results["hearsay annotate"].seconds
        rows = []
        for name, result in results.items():
            speed = sizes.get(name, size) / result.seconds
            note = "" if result.status in (0, 1) else f" (exit {result.status})"
            rows.append([name + note, f"{speed / 1e6:.1f}", f"{ours / speed:.2f}", f"{result.memory / 1e6:.0f}"])
        self.table(
            f"60 phrases, {size / 1e6:.0f} MB of text, one core", ["", "MB/s", "hearsay is faster by", "MB held"], rows
        )

    def part_packs(self):
        texts, size = self.articles(0.5e6 if self.options.quick else 4e6)
        records, _ = self.write("packs", texts)
        result = alternate({"all": self.annotate(records)}, self.rounds)["all"]
        self.table(
            f"All core packs that are on, {size / 1e6:.1f} MB, one core", ["MB/s", "articles/s", "MB held"],
            [[f"{size / result.seconds / 1e6:.2f}", f"{len(texts) / result.seconds:.0f}",
              f"{result.memory / 1e6:.0f}"]],
        )

    def part_threads(self):
        # So much that the start, and the words that each thread meets for the first time, are little of it.
        texts, size = self.articles(0.5e6 if self.options.quick else 12e6)
        records, _ = self.write("threads", texts)
        results = alternate(
            {n: self.annotate(records, cores=n, threads=n) for n in (1, 2)}, self.rounds
        )
        times = results[1].seconds / results[2].seconds
        self.table(
            f"Two threads on two cores against one, all core packs, {size / 1e6:.1f} MB", ["times"], [[f"{times:.2f}"]])

    def part_article(self):
        text = ""
        for candidate in self.articles(5e6)[0]:
            if 3500 < len(candidate.encode()) < 4500:
                text = candidate
                break
        path = self.folder / "article.txt"
        path.write_text(text or self.articles(4000)[0][0][:4000])
        commands = {
            "hearsay check": lambda: run([self.hearsay, "check", "--no-config", path], environment=self.environment)
        }
        proselint = pathlib.Path(self.options.peers) / "bin" / "proselint"
        if proselint.exists():
            commands["proselint check"] = lambda: run([proselint, "check", path])
        results = alternate(commands, 4 * self.rounds)
        self.table(
            f"One article of {path.stat().st_size} bytes, process start to output", ["", "ms"],
            [[name, f"{result.seconds * 1e3:.0f}"] for name, result in results.items()],
        )

    def part_folder(self):
        texts, size = self.articles(1e6 if self.options.quick else 8e6)
        folder = self.folder / "folder"
        folder.mkdir()
        count = min(5000, len(texts) * 4)
        pieces = [text[start : start + 1600] for text in texts for start in range(0, len(text), 1600)][:count]
        size = 0
        for number, piece in enumerate(pieces):
            (folder / f"{number:05}.txt").write_text(piece, encoding="utf-8")
            size += len(piece.encode())
        pack = self.pack("folder", self.phrases)
        commands = {
            "hearsay check": lambda: run(
                [self.hearsay, "check", "--no-config", "--no-core", "--rules", pack, folder], cores=2,
                environment=self.environment,
            )
        }
        if shutil.which("rg"):
            commands["rg"] = lambda: run(
                ["rg", "-F", "-i", "-w", "-o", "--column", "-f", HERE / "phrases.txt", folder], cores=2
            )
        results = alternate(commands, self.rounds)
        self.table(
            f"A folder of {len(pieces)} articles, {size / 1e6:.1f} MB, the same phrases, two cores", ["", "MB/s"],
            [[name, f"{size / result.seconds / 1e6:.1f}"] for name, result in results.items()],
        )

    def part_shell(self):
        quit_ = self.folder / "quit.hear"
        quit_.write_text("quit\n")
        commands = {
            "hearsay": lambda: run([self.hearsay, "--no-config"], stdin=quit_, environment=self.environment)
        }
        if shutil.which("sqlite3"):
            commands["sqlite3"] = lambda: run(["sqlite3"], stdin=os.devnull)
        results = alternate(commands, 4 * self.rounds)
        self.table(
            "Shell, start to its first command and out again", ["", "ms"],
            [[name, f"{result.seconds * 1e3:.0f}"] for name, result in results.items()],
        )

    def part_memory(self):
        rows = []
        sizes = [1e6, 4e6] if self.options.quick else [10e6, 100e6] + ([1000e6] if self.options.large else [])
        pack = self.pack("memory", self.phrases)
        texts, unit = self.articles(sizes[0])
        for size in sizes:
            path = self.folder / "memory.jsonl"
            with open(path, "w", encoding="utf-8") as file:
                for turn in range(round(size / unit)):
                    for number, text in enumerate(texts):
                        record = {"id": f"{turn}-{number}", "text": text}
                        file.write(json.dumps(record, ensure_ascii=False) + "\n")
            result = self.annotate(path, "--no-core", "--rules", pack, cores=2, threads=2)()
            rows.append([f"{size / 1e6:.0f} MB", f"{result.memory / 1e6:.0f}"])
            path.unlink()
        self.table("Memory of annotate, 60 phrases, two threads", ["input", "MB held"], rows)

    def part_rules(self):
        texts, size = self.articles(0.5e6 if self.options.quick else 5e6)
        records, _ = self.write("rules", texts)
        words = sorted(
            {word.lower() for text in texts[:2000] for word in text.split() if word.isascii() and word.isalpha()}
        )
        words = [word for word in words if len(word) > 3]
        counts = [100, 1000] if self.options.quick else [100, 1000, 10000]
        commands = {}
        for count in counts:
            pack = self.many_rules(count, words)
            commands[count] = self.annotate(records, "--no-core", "--rules", pack)
            # Reading and compiling the rules is no part of the speed of running them: both are shown.
            commands[f"{count} on one word"] = self.annotate(self.one_word(), "--no-core", "--rules", pack)
        results = alternate(commands, self.rounds)
        least = results[counts[0]].seconds - results[f"{counts[0]} on one word"].seconds
        rows = []
        for count in counts:
            start = results[f"{count} on one word"].seconds
            net = results[count].seconds - start
            rows.append([count, f"{size / net / 1e6:.1f}", f"{net / least:.2f}", f"{start * 1e3:.0f}"])
        self.table(
            f"Number of rules, {size / 1e6:.1f} MB, one core",
            ["rules", "MB/s without start", "times the first", "start, ms"], rows,
        )

    def one_word(self):
        path = self.folder / "word.jsonl"
        path.write_text('{"id": "1", "text": "Word."}\n')
        return path

    def part_doubling(self):
        text = "\n\n".join(self.articles(5e6)[0])
        clause = "the minister said that the bridge, according to officials, would reportedly close and "
        rows = []
        sizes = [0.5e6, 1e6] if self.options.quick else [0.5e6, 1e6, 2e6]
        for title, make, options in [
            ("article, 60 phrases", lambda size: (text * 10)[: int(24 * size)],
             ["--no-core", "--rules", self.pack("doubling", self.phrases)]),
            ("article, all core packs", lambda size: text[: int(2 * size)], []),
            ("one sentence, all core packs", lambda size: clause * int(size / 12.5 / len(clause)) + "stay shut.", []),
        ]:
            inputs = []
            for size in sizes:
                path = self.folder / f"double{len(inputs)}.jsonl"
                path.write_text(json.dumps({"id": "1", "text": make(size)}) + "\n")
                inputs.append(path)
            commands = {path: self.annotate(path, *options) for path in inputs}
            commands["start"] = self.annotate(self.one_word(), *options)
            results = alternate(commands, 3)
            net = [results[path].seconds - results["start"].seconds for path in inputs]
            times = [f"{b / a:.2f}" for a, b in zip(net, net[1:])]
            rows.append([title, f"{inputs[-1].stat().st_size / 1e6:.2f} MB", " ".join(times)])
        self.table("Twice as long takes how many times as long", ["", "up to", "times"], rows)

    def part_language(self):
        if not self.options.language:
            return
        texts, _ = self.articles(2e6 if self.options.quick else 20e6)
        records, _ = self.write("language", texts)
        output = subprocess.run(
            [self.options.language, str(records), str(self.rounds), "20"], capture_output=True, text=True
        ).stdout
        self.say("\n### Tokens, sentences and tags, one core\n")
        for line in output.splitlines():
            self.say("    " + line)

    def start(self):
        self.header()
        try:
            for part in self.options.only or PARTS:
                getattr(self, "part_" + part)()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(prog="Scripts/bench")
    parser.add_argument("text", type=pathlib.Path)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--language", default="")
    parser.add_argument("--peers", default="")
    parser.add_argument("--with-peers", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--only", action="append", choices=PARTS)
    Bench(parser.parse_args()).start()


if __name__ == "__main__":
    main()
