"""Commands that faults are put into, and what must hold after one.

Every job finds the same files in a folder of its own, and a ledger with a
deal in it.  It is done once without a fault; from then on each run must leave
either what was there before or what that run left, and must have done all of
it when it says so.
"""

import io
import os
import re
import shlex
import shutil
import signal
import sqlite3
import subprocess
import zipfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
SCHEMA = os.path.join(HERE, "..", "..", "data", "schema", "001.sql")
NROWS = 60

SUPPLIERS = "code,name,name_local,country,rating,contact_name\n" + "".join(
    f"S{i},Supplier {i},宁波灯具{i},CN,{i % 5}.5,Li {i}\n"
    for i in range(NROWS))
POLLUTED = SUPPLIERS + "S99,No country,,XX,,\n"
LINES = "".join(f"supplier add 'Firm {i}' --code F{i}\n" for i in range(5))
OLD = "what stood there before\n"
# A deal in all its stages, for the commands that go on with one; the orders
# to come stand in files.
DEAL = """
config set address '18 Zhongshan Road, Ningbo'
buyer add Nordlicht --code NORD --currency USD --terms 'T/T 30/70' \
    --country DE --address 'Hafenstrasse 5, Hamburg'
product add 'LED bulb' --code LED --purchase-price 8.2 --vat-rate 13 \
    --refund-rate 9 --supplier S1 --pieces-per-carton 30 --carton-length 40 \
    --carton-width 30 --carton-height 30 --gross-weight 9 --net-weight 8
rate add USD/CNY 7.1 --date 2026-11-01
rate add EUR/USD 1.14 --date 2026-11-01 --source ECB
inquiry add --buyer NORD --product LED --quantity 1000
inquiry ask INQ-2026-0001 S1 S2
offer add --inquiry INQ-2026-0001 --supplier S1 --product LED --price 8 \
    --vat-included yes
offer add --inquiry INQ-2026-0001 --supplier S2 --product LED --price 8.5 \
    --vat-included yes --quantity 500
quote from INQ-2026-0001 --price 1.65
quote move QUO-2026-0001 sent
quote move QUO-2026-0001 accepted
quote add --buyer NORD --product LED --quantity 500 --price 1.6
quote move QUO-2026-0002 sent
quote move QUO-2026-0002 accepted
quote add --buyer NORD --product LED --quantity 10 --price 2
quote move QUO-2026-0003 sent
order from QUO-2026-0001
order edit ORD-2026-0001 --incoterm FOB --place Ningbo \
    --port-loading Ningbo --port-discharge Hamburg
order move ORD-2026-0001 confirmed
doc issue proforma ORD-2026-0001
purchase from ORD-2026-0001 --quantity 400
purchase move PUR-2026-0001 sent
shipment from ORD-2026-0001 --mode sea-lcl --line ORD-2026-0001:1=400
inquiry add --buyer NORD --product LED --quantity 50
""".replace("\\\n", "")
ECB = "Date,USD,JPY,GBP,CNY,\n" + "".join(
    f"2026-11-{day:02},1.14{day:02},160.{day},0.86{day:02},8.2{day:02},\n"
    for day in range(20, 0, -1))
BOARD = "货币名称,现汇买入价,现钞买入价,现汇卖出价,中行折算价,发布日期\n" + "".join(
    f"{name},{n}9.{n},{n}8.1,{n}9.9,{n}9.5,2026-11-20 10:30:00\n"
    for n, name in enumerate(["美元", "欧元", "日元", "英镑"], 1))
ORDERS = "number,buyer,date,currency\n" + "".join(
    f"{n},NORD,2026-11-05,USD\n" for n in range(800, 812))
ORDER_LINES = "number,product,quantity,price\n" + "".join(
    f"{n},LED,{n},1.{n}5\n" for n in range(800, 812) for _ in range(3))
FLAT = "Order,When,Item,Pieces,Each\n" + "".join(
    f"{n},11/05/2026,Lamp {i},{n},2.{i}\n" for n in range(900, 910)
    for i in range(3))
PROFILE = """[order]
Order = number
When = date (m/d/y)
Item = description
Pieces = quantity
Each = price
buyer := NORD
currency := USD
"""
FIRST_VERSION = """
PRAGMA application_id = 0x54524144;
PRAGMA user_version = 1;
INSERT INTO setting (name, value) VALUES
    ('company', 'Old Co'), ('currency', 'CNY');
INSERT INTO counter (name, last) VALUES
    ('party', 1), ('setting', 2), ('SUP', 1);
INSERT INTO operation (id, time, user, command, kind) VALUES
    (1, '2026-01-02 10:00', 'li', 'tradecli init', 'init'),
    (2, '2026-01-02 10:01', 'li', 'tradecli supplier add A', 'do');
INSERT INTO change (operation, record, first, last, action, before) VALUES
    (1, 'setting', 1, 2, 'insert', NULL), (2, 'party', 1, 1, 'insert', NULL);
INSERT INTO party (id, code, name, roles, search_key) VALUES
    (1, 'SUP-0001', 'A', 'supplier', 'sup-0001' || char(10) || 'a');
"""


# How a command that failed says that it was done all the same.
DONE = ("it is done", "may be kept")


class Job:
    """words: the command; ledger: the one it finds; writes: files it
    replaces, which have other contents before; extra: files that it makes
    beside them; steps: it may end between whole lines."""

    def __init__(self, name, words, **how):
        self.name = name
        self.words = shlex.split(words)
        self.ledger = how.get("ledger", "full.db")
        self.writes = how.get("writes", [])
        self.extra = how.get("extra", [])
        self.steps = how.get("steps", 0)
        self.migrates = how.get("migrates", False)
        self.before = {}
        self.after = {}
        self.states = []
        self.stdout = b""

    def has_workbook(self):
        """A library reads or writes it."""
        return any("xlsx" in word or "zip" in word for word in self.words)

    def names(self):
        """Files that a message may name."""
        found = {"ledger.db", "stdout", *self.writes, *self.extra}
        found |= {word for word in self.words if "." in word}
        if self.words[0] == "doc":
            found |= {"tradecli-pdf", "no program can be started"}
        return found | ({"libxlsxwriter", "libzip", "libisal", "tradecli.xlsx"}
                        if self.has_workbook() else set())


JOBS = [
    Job("import CSV", "supplier import s.csv", ledger="empty.db"),
    Job("import CSV, rejects", "supplier import p.csv --rejects r.csv",
        ledger="empty.db", writes=["r.csv"]),
    Job("import XLSX", "supplier import s.xlsx", ledger="empty.db"),
    Job("export CSV", "supplier export -o out.csv", writes=["out.csv"]),
    Job("export NDJSON", "supplier export -o out.ndjson",
        writes=["out.ndjson"]),
    Job("export XLSX", "supplier export -o out.xlsx", writes=["out.xlsx"]),
    Job("export all", "export all -o out.xlsx", writes=["out.xlsx"]),
    Job("template", "supplier template -o out.xlsx", writes=["out.xlsx"]),
    Job("export to a pipe", "supplier export -f csv"),
    Job("workbook to a pipe", "supplier export -f xlsx"),
    Job("backup", "backup out.bak", writes=["out.bak"]),
    Job("restore", "restore -y b.bak", ledger="empty.db",
        extra=["ledger.db.before-restore"]),
    Job("migration", "supplier list -f tsv", ledger="old.db",
        extra=["ledger.db.v1.bak"], migrates=True),
    Job("batch", "batch lines.txt", steps=5),
    Job("batch, atomic", "batch --atomic lines.txt"),
    Job("add", "supplier add New --code N1 --contact-name Li"),
    Job("edit", "supplier edit S1 --rating 3"),
    Job("remove", "supplier rm -y S2"),
    Job("undo", "undo"),
    Job("search", "search 宁波"),
    Job("check", "check --full"),
    Job("rates of the ECB", "rate import ecb.csv"),
    Job("rates, zipped", "rate import ecb.zip"),
    Job("board of a bank", "rate import board.csv"),
    Job("quote from inquiry", "quote from INQ-2026-0002 --price 2.1"),
    Job("quote, computed", "quote price INQ-2026-0002 --term FOB --profit 10"),
    Job("quote revised", "quote revise QUO-2026-0003 --price 1.5"),
    Job("quote accepted", "quote move QUO-2026-0003 accepted"),
    Job("order from quote", "order from QUO-2026-0002"),
    Job("order paid", "order pay ORD-2026-0001 1"),
    Job("purchase from order", "purchase from ORD-2026-0001"),
    Job("purchase received", "purchase receive PUR-2026-0001"),
    Job("shipment from order", "shipment from ORD-2026-0001"),
    Job("shipment packed", "shipment pack SHP-2026-0001"),
    Job("dates that move others",
        "shipment edit SHP-2026-0001 --bl-date 2026-11-20 --eta 2026-12-20"),
    Job("draft", "doc draft contract ORD-2026-0001 -o out.pdf",
        writes=["out.pdf"]),
    Job("draft XLSX", "doc draft contract ORD-2026-0001 -o out.xlsx",
        writes=["out.xlsx"]),
    Job("paper issued", "doc issue contract ORD-2026-0001"),
    Job("paper corrected", "doc issue proforma ORD-2026-0001 --revise"),
    Job("paper", "doc print PI-2026-0001", writes=["PI-2026-0001.pdf"]),
    Job("paper XLSX", "doc print PI-2026-0001 --in both -o out.xlsx",
        writes=["out.xlsx"]),
    Job("paper to a pipe", "doc print PI-2026-0001 -o -"),
    Job("comparison", "inquiry compare INQ-2026-0001 -o out.xlsx",
        writes=["out.xlsx"]),
    Job("order files", "order import orders.csv --lines details.csv"),
    Job("flat orders", "order import flat.csv --profile ./my.profile"),
    Job("chart", "report sales --by month --period 2026 -o out.xlsx",
        writes=["out.xlsx"]),
    Job("whole deal", "deal ORD-2026-0001 -o out.xlsx", writes=["out.xlsx"]),
]


def contents(bytes_):
    """Of a workbook its parts: how they are packed may differ by a bit."""
    if not bytes_ or not bytes_.startswith(b"PK"):
        return bytes_
    try:
        with zipfile.ZipFile(io.BytesIO(bytes_)) as book:
            return [(name, book.read(name)) for name in book.namelist()]
    except (zipfile.BadZipFile, zlib.error):
        return bytes_


class Bench:
    """Where the jobs are done."""

    def __init__(self, t):
        self.t = t
        self.case = t.path("case")
        self.tmp = t.path("tmp")
        os.mkdir(t.path("files"))
        os.mkdir(self.tmp)
        t.env["TMPDIR"] = self.tmp
        self._make_files()
        self.files = sorted(os.listdir(t.path("files")))
        for name in ("empty.db", "full.db", "old.db"):
            self.files.remove(name)

    def some(self, jobs):
        """Those that --only names."""
        return [job for job in jobs if self.t.only in job.name]

    def _make_files(self):
        t = self.t
        t.write("files/s.csv", SUPPLIERS)
        t.write("files/p.csv", POLLUTED)
        t.write("files/lines.txt", LINES)
        t.write("files/ecb.csv", ECB)
        with zipfile.ZipFile(t.path("files/ecb.zip"), "w") as packed:
            packed.write(t.path("files/ecb.csv"), "eurofxref-hist.csv")
        t.write("files/board.csv", BOARD)
        t.write("files/orders.csv", ORDERS)
        t.write("files/details.csv", ORDER_LINES)
        t.write("files/flat.csv", FLAT)
        t.write("files/my.profile", PROFILE)
        t.init(ledger="files/empty.db")
        shutil.copy(t.path("files/empty.db"), t.path("files/full.db"))
        t.need("supplier", "import", "files/s.csv", ledger="files/full.db")
        t.need("supplier", "export", "-o", "files/s.xlsx",
               ledger="files/full.db")
        t.write("deal", DEAL)
        t.need("batch", "deal", ledger="files/full.db")
        t.need("supplier", "edit", "S0", "--rating", "2",
               ledger="files/full.db")
        t.need("backup", "files/b.bak", ledger="files/full.db")
        db = sqlite3.connect(t.path("files/old.db"))
        with open(SCHEMA, encoding="utf-8") as schema:
            db.executescript(schema.read())
        db.executescript(FIRST_VERSION)
        db.close()

    # ---- one run ---------------------------------------------------------

    def set_up(self, job):
        """The folder as the job finds it."""
        shutil.rmtree(self.case, ignore_errors=True)
        os.mkdir(self.case)
        for name in self.files:
            shutil.copy(self.t.path("files", name), self.case)
        shutil.copy(self.t.path("files", job.ledger),
                    os.path.join(self.case, "ledger.db"))
        for name in job.writes:
            with open(os.path.join(self.case, name), "w",
                      encoding="utf-8") as file:
                file.write(OLD)
        for name in os.listdir(self.tmp):
            os.unlink(os.path.join(self.tmp, name))

    def run(self, job, around=(), env=None, folder=None):
        """Does it; `around` is a program, with its options, that runs it."""
        return self.run_other([*around, *self.t.command(*job.words)], env,
                              folder)

    def run_other(self, words, env=None, folder=None):
        """A program with all it starts, which must end within a minute."""
        with subprocess.Popen(
                words, cwd=folder or self.case, start_new_session=True,
                env={**self.t.env, **(env or {})}, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            try:
                out, err = process.communicate(timeout=60)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                out, err = process.communicate()
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def read(self, name):
        try:
            with open(os.path.join(self.case, name), "rb") as file:
                return file.read()
        except FileNotFoundError:
            return None

    def dump(self):
        """What the ledger tells, however its pages lie."""
        db = sqlite3.connect(os.path.join(self.case, "ledger.db"))
        try:
            return list(db.iterdump())
        finally:
            db.close()

    def learn(self, job):
        """What the folder is without a fault, before and after."""
        self.set_up(job)
        held = ["ledger.db", *job.writes, *job.extra]
        job.before = {name: self.read(name) for name in held}
        job.states = [self.dump()]
        for n in range(1, job.steps):
            self._some_lines(job, n)
        self.set_up(job)
        done = self.run(job)
        self.t.must(done.returncode == 0, f"{job.name}: {done.stderr}")
        job.stdout = done.stdout
        job.after = {name: self.read(name) for name in held}
        job.states.append(self.dump())
        self.t.sound(ledger="case/ledger.db", what=job.name)

    def _some_lines(self, job, n):
        self.set_up(job)
        self.t.write("some", "".join(LINES.splitlines(True)[:n]))
        self.t.need("batch", self.t.path("some"), cwd=self.case)
        job.states.append(self.dump())

    # ---- what must hold --------------------------------------------------

    def judge(self, job, done, what, may_leave="", is_mute=False):
        """Everything that must hold after any fault, but what the message
        says.  True when nothing is wrong.  may_leave: names of files."""
        wrong = self.t.nwrong
        message = (done.stderr or b"").decode(errors="replace").strip()
        what = f"{job.name}, {what}: status {done.returncode}, '{message}'"
        self.t.must(done.returncode in (*range(0, 13), 127, 141), what)
        if done.returncode == 0:
            self.must_be_done(job, done, what)
        else:
            self.must_be_nothing(job, message, is_mute, what)
        self.must_be_clean(job, may_leave, what)
        return self.t.nwrong == wrong

    def must_be_done(self, job, done, what):
        if done.stdout is not None:
            self.t.must(contents(done.stdout) == contents(job.stdout),
                        f"{what}: what it printed is not whole")
        for name, bytes_ in job.after.items():
            if name == "ledger.db":
                self.must_be_state(job, job.states[-1:], what)
            else:
                self.t.must(contents(self.read(name)) == contents(bytes_),
                            f"{what}: {name} is not whole")

    def must_be_nothing(self, job, message, is_mute, what):
        """It failed: nothing was done, or it says what was."""
        is_told = any(text in message for text in DONE)
        self.must_be_state(job, job.states if is_told or is_mute or
                           job.steps or job.migrates else job.states[:1],
                           what)
        for name in job.writes + job.extra:
            self.t.must(contents(self.read(name)) in (
                contents(job.before[name]), contents(job.after[name])),
                        f"{what}: {name} is neither old nor new")

    def must_be_state(self, job, states, what):
        """The ledger is sound, and in one of these states.  A file that is
        known byte by byte need not be looked at."""
        if not self.read("ledger.db-journal"):
            known = self.read("ledger.db")
            if len(states) == 1 and known == (
                    job.after if states[0] is job.states[-1]
                    else job.before)["ledger.db"]:
                return
        if job.ledger != "old.db" or self.dump() != job.states[0]:
            self.t.sound(ledger="case/ledger.db", what=what)
        self.t.must(self.dump() in states, f"{what}: the ledger is another")

    def must_be_clean(self, job, may_leave, what):
        known = {*self.files, *job.before, "ledger.db-journal"}
        left = sorted(set(os.listdir(self.case)) - known)
        left += os.listdir(self.tmp)
        left = [name for name in left if not re.fullmatch(may_leave, name)]
        self.t.must(not left, f"{what}: left behind: {left}")
