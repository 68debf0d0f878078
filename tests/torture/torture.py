"""What the proofs of this folder share.

A proof is a program: tests/torture/NAME BUILD [--short] [--cases N] [--seed N]
[--only WORD] [--program FILE].  It does to the program what must not hurt it, thousands of
times (--short: so many as fit into `make check`), counts what went wrong, and
prints one line of figures at its end; its exit status is 1 when anything did.

    t = Torture(__doc__, full=500, short=60)
    t.init()
    for case in t.cases():
        done = t.run("supplier", "add", "Tom")
        t.must(done.returncode == 0, "add: " + done.stderr)
        t.sound()
    t.end("%d suppliers added" % t.size)
"""

import argparse
import atexit
import glob
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

# Statuses the program may end with, signals it was sent apart (tradecli(1)).
STATUSES = set(range(0, 13)) | {129, 130, 141, 143}
HERE = os.path.dirname(os.path.abspath(__file__))
SHOWN = 20                      # of the things that went wrong


class Torture:
    def __init__(self, doc, full, short, asan=False, disk=False):
        """asan: with sanitizers, where that build is there (BUILD/asan);
        disk: on a disk, not in memory."""
        options = self._options(doc)
        self.short = options.short
        self.only = options.only
        self.size = options.cases or (short if self.short else full)
        self.seed = options.seed
        self.rng = random.Random(self.seed)
        self.build = os.path.abspath(options.build)
        self.program = self._program(options.program, asan)
        memory = "/dev/shm"
        where = None if disk or not os.access(memory, os.W_OK) else memory
        self.folder = tempfile.mkdtemp(prefix="tradecli-", dir=where)
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        self.env = {"PATH": "/usr/bin:/bin", "HOME": self.folder,
                    "USER": "tester", "TRADECLI_TODAY": "2026-11-22",
                    "LC_ALL": "C.UTF-8", "TZ": "UTC",
                    "TMPDIR": self.folder,
                    "ASAN_OPTIONS": "detect_leaks=0:exitcode=99",
                    "UBSAN_OPTIONS": "halt_on_error=1:exitcode=99"}
        self.nwrong = 0

    @staticmethod
    def _options(doc):
        parser = argparse.ArgumentParser(
            description=doc, formatter_class=argparse.RawTextHelpFormatter)
        parser.add_argument("build", help="the folder of the program")
        parser.add_argument("--short", action="store_true")
        parser.add_argument("--cases", type=int)
        parser.add_argument("--only", default="", metavar="WORD",
                            help="those (jobs, defects) with it in their name")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--program", help="another one than BUILD's")
        return parser.parse_args()

    def _program(self, given, asan):
        checked = os.path.join(self.build, "asan", "tradecli")
        if given:
            return os.path.abspath(given)
        if asan and os.path.exists(checked):
            return checked
        return os.path.join(self.build, "tradecli")

    # ---- running it ------------------------------------------------------

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def command(self, *words, ledger="ledger.db"):
        return [self.program, "-q", "-L", ledger, *words]

    def run(self, *words, ledger="ledger.db", **how):
        """One command in the folder; text in and out, 60 s at most."""
        how = {"cwd": self.folder, "env": self.env, "capture_output": True,
               "text": True, "timeout": 60, "errors": "replace", **how}
        return subprocess.run(self.command(*words, ledger=ledger),
                              check=False, **how)

    def need(self, *words, **how):
        """A command that everything else stands on."""
        done = self.run(*words, **how)
        if done.returncode != 0:
            sys.exit(f"{words}: {done.returncode}: {done.stderr}")
        return done

    def init(self, ledger="ledger.db"):
        self.need("init", "--company", "Test Co", "--currency", "CNY",
                  ledger=ledger)

    def write(self, name, text):
        mode = "wb" if isinstance(text, bytes) else "w"
        extra = {} if mode == "wb" else {"encoding": "utf-8", "newline": ""}
        with open(self.path(name), mode, **extra) as file:
            file.write(text)
        return self.path(name)

    def shim(self, name):
        """What stands in NAME.c, to be loaded before the program."""
        library = self.path(name + ".so")
        subprocess.run(["cc", "-std=c11", "-O1", "-shared", "-fPIC", "-o",
                        library, os.path.join(HERE, name + ".c")], check=True)
        return library

    # ---- what must hold --------------------------------------------------

    def cases(self):
        return range(self.size)

    def must(self, holds, text):
        """Counts and tells what does not."""
        if not holds:
            self.nwrong += 1
            if self.nwrong <= SHOWN:
                print(f"  wrong: {text}", flush=True)
        return holds

    def ended(self, done, what=""):
        """It ended as documented: no crash, no sanitizer, no unknown status."""
        return self.must(done.returncode in STATUSES,
                         f"{what}: status {done.returncode}: {done.stderr}")

    def sound(self, ledger="ledger.db", what=""):
        """The ledger is sound by its own check and by the engine's."""
        done = self.run("check", "--full", ledger=ledger)
        held = self.must(done.returncode == 0, f"{what}: check --full: "
                         f"{done.returncode}: {done.stderr}")
        db = sqlite3.connect(self.path(ledger))
        try:
            ok = db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            alone = db.execute("PRAGMA foreign_key_check").fetchall() == []
        except sqlite3.Error as error:
            return self.must(False, f"{what}: {error}")
        finally:
            db.close()
        return self.must(ok and alone, f"{what}: sqlite3 finds it damaged"
                         ) and held

    def rows(self, sql, *values, ledger="ledger.db"):
        db = sqlite3.connect(self.path(ledger))
        try:
            return db.execute(sql, values).fetchall()
        finally:
            db.close()

    def leftovers(self):
        """Temporary files that should not be there any more."""
        return glob.glob(self.path(".*.tmp"))

    def end(self, figures):
        if self.nwrong > SHOWN:
            print(f"  and {self.nwrong - SHOWN} more")
        print(f"{os.path.basename(sys.argv[0])}: {figures}, "
              f"{self.nwrong} wrong (seed {self.seed})")
        sys.exit(self.nwrong > 0)
