"""Files made when they are needed, commands run in turn, one table."""

import math
import os
import re
import statistics
import subprocess
import time


class Failed(Exception):
    """A command that had to work did not."""


class Workshop:
    """Where files are made and commands run: build/bench.

    Commands are lists of words or, with a shell, one text.  {suppliers.csv} in
    them is the file of that name at a size, made first if there is a rule for
    it; {rows} and the other numbers stand for themselves.  Data made by the
    generator are kept from run to run, all else is thrown away.
    """

    def __init__(self, build, rules, numbers):
        self.top = os.path.join(build, "bench")
        self.work = os.path.join(self.top, "work")
        self.data = os.path.join(self.top, "data")
        self.rules, self.numbers, self.made = rules, numbers, set()
        for folder in self.work, self.data:
            os.makedirs(folder, exist_ok=True)
        self.clean()
        keep = {"PATH", "HOME", "TMPDIR"}
        self.env = {k: v for k, v in os.environ.items() if k in keep}
        self.env.update(
            PATH=":".join([build, self.top, self.env["PATH"]]),
            LC_ALL="C.UTF-8", TRADECLI_LANG="en",
            NODE_PATH=os.path.join(self.top, "node_modules"))

    def clean(self):
        for name in os.listdir(self.work):
            path = os.path.join(self.work, name)
            if os.path.isfile(path):
                os.unlink(path)

    def path(self, name, rows):
        """The name of a file as commands see it."""
        kept = re.search(r"\.(csv|xlsx)$", name) and name in self.rules
        return f"{'../data/' if kept else ''}{rows}-{name}"

    def full_path(self, name, rows):
        return os.path.join(self.work, self.path(name, rows))

    def expand(self, command, rows):
        """The command with its files made and their names put in."""
        def put_in(match):
            word = match.group(1)
            if word == "rows":
                return str(rows)
            if word in self.numbers:
                return str(self.numbers[word])
            if word in self.rules:
                self.make(word, rows)
            return self.path(word, rows)

        if isinstance(command, list):
            return [self.expand(word, rows) for word in command]
        return re.sub(r"\{([a-z0-9_.-]+)\}", put_in, command)

    def make(self, name, rows):
        path = self.full_path(name, rows)
        if path in self.made:
            return path
        generator = os.path.join(self.top, "generate")
        kept = path.startswith(os.path.join(self.work, "..")) and \
            os.path.exists(path) and \
            os.path.getmtime(path) > os.path.getmtime(generator)
        if not kept:
            rule = self.rules[name]
            out = self.path(name, rows) + ".new"
            if isinstance(rule, list):
                rule = [word.replace("{out}", out) for word in rule]
            else:
                rule = rule.replace("{out}", out)
            self.must_run(rule, rows)
            os.replace(os.path.join(self.work, out), path)
        self.made.add(path)
        return path

    def start(self, command, rows, **how):
        command = self.expand(command, rows)
        if isinstance(command, str):
            command = ["sh", "-c", command]
        return subprocess.run(command, cwd=self.work, env=self.env,
                              stdin=subprocess.DEVNULL, text=True,
                              check=False, **how)

    def must_run(self, command, rows):
        """Runs what is not measured; returns what it printed."""
        done = self.start(command, rows, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
        if done.returncode != 0:
            raise Failed(f"{command}: {done.stderr.strip()[-300:]}")
        return done.stdout

    def measure(self, command, rows, times=1, out="out"):
        """Seconds of one run, on average, and the peak of its memory in MB."""
        command = self.expand(command, rows)
        if isinstance(command, str):
            command = ["sh", "-c", command]
        with open(os.path.join(self.work, out), "w") as stdout, \
                open(os.path.join(self.work, "errors"), "w+") as stderr:
            subprocess.run(["stopwatch", str(times), "report"] + command,
                           cwd=self.work, env=self.env, check=True,
                           stdin=subprocess.DEVNULL, stdout=stdout,
                           stderr=stderr)
            stderr.seek(0)
            errors = stderr.read().strip()
        with open(os.path.join(self.work, "report")) as report:
            seconds, peak, code = report.read().split()
        if code != "0":
            raise Failed(f"exit code {code}: {errors[-200:]}")
        return float(seconds), int(peak) / 1024


class Pace:
    """How often a job is repeated: a few times, more while there is time."""

    def __init__(self, seconds, least=3, most=15):
        self.end = time.monotonic() + seconds
        self.least, self.most, self.rounds = least, most, 0

    def again(self):
        self.rounds += 1
        return self.rounds <= self.least or \
            self.rounds <= self.most and time.monotonic() < self.end


def take_turns(shop, sides, rows, times, seconds, least):
    """Runs all sides once a round; {name: (median, peak)}.

    A side is (name, before, command); `before` is not measured, nor is the
    writing of what long jobs before it left to be written.
    """
    seen = {name: [] for name, _, _ in sides}
    pace = Pace(seconds, least)
    while pace.again():
        for name, before, command in sides:
            if before:
                shop.must_run(before, rows)
            if times == 1 and least <= 3:
                os.sync()
            seen[name].append(shop.measure(command, rows, times,
                                           f"{name}.out"))
    return {name: (statistics.median(s for s, _ in samples),
                   max(peak for _, peak in samples))
            for name, samples in seen.items()}


def exponent(small, large, rows_small, rows_large):
    """k, where time grows with rows to the power of k."""
    return math.log(large / small) / math.log(rows_large / rows_small)


def in_words(seconds):
    if seconds < 0.1:
        return f"{seconds * 1000:.1f} ms"
    return f"{seconds:.2f} s"


class Table:
    """One row a goal, printed as it comes; counts what holds."""

    WIDTHS = 36, 9, 26, 9, 7, 9, 5
    TITLES = "job", "ours", "peer", "peer's", "ratio", "goal", "holds"

    def __init__(self):
        self.hold = self.miss = self.missing = 0
        self.line(*self.TITLES, "memory")
        self.line(*("-" * width for width in self.WIDTHS), "------")

    def line(self, *cells):
        texts = [f"{cell:<{width}}" if column in (0, 2) else
                 f"{cell:>{width}}"
                 for column, (cell, width) in enumerate(zip(cells,
                                                            self.WIDTHS))]
        print(*texts, *cells[len(texts):], sep="  ", flush=True)

    def row(self, job, ours, peer, peers, ratio, goal, holds, memory=""):
        if holds:
            self.hold += 1
        else:
            self.miss += 1
        self.line(job, ours, peer, peers, ratio, goal,
                  "yes" if holds else "NO", memory)

    def not_available(self, job, why):
        self.missing += 1
        self.line(job, "-", f"not available: {why}", "", "", "", "-", "")

    def failed(self, job, why):
        self.miss += 1
        self.line(job, "-", "failed", "", "", "", "NO",
                  " ".join(why.split()))

    def total(self):
        missing = f" ({self.missing} not available)" if self.missing else ""
        print(f"\n{self.hold} goals hold, {self.miss} do not{missing}")
