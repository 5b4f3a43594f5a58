"""Measures promptd beside two programs that do the same work: plain.c, the least that is durable, and durable.py, what
somebody would write in an afternoon. Run by Tests/Benchmarks/run.sh; `run.sh --help` says what there is.

One run measures all three in turn on one machine: only the ratios say something.
"""
import argparse
import atexit
import contextlib
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
TICK = os.sysconf("SC_CLK_TCK")


def prompt(number, images):
    return json.dumps(
        {
            "text": f"Draw {images} images of the sea, no. {number}.",
            "image_size": "2048:2048 (1:1)",
            "sequential_image_generation_options": images,
        }
    )


class Figures:
    """What the kernel says of a process."""

    def __init__(self, pid):
        self.pid = pid

    def cpu(self):
        """Seconds of CPU so far."""
        with open(f"/proc/{self.pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def memory(self, what):
        """Megabytes: VmRSS now, VmHWM at most so far."""
        with open(f"/proc/{self.pid}/status") as file:
            return int(re.search(rf"{what}:\s+(\d+)", file.read()).group(1)) / 1024

    def switches(self, seconds):
        """How often, in that time, one of its threads has waited for something and been put on a processor again."""
        seen, end = {}, time.monotonic() + seconds
        first = None
        while True:
            # Often enough that what a thread did before it ended is not missed.
            for thread in os.listdir(f"/proc/{self.pid}/task"):
                with contextlib.suppress(OSError), open(f"/proc/{self.pid}/task/{thread}/status") as file:
                    found = re.search(r"\nvoluntary_ctxt_switches:\s+(\d+)", file.read())
                    seen[thread] = int(found.group(1))
            total = sum(seen.values())
            first = total if first is None else first
            if time.monotonic() > end:
                return total - first
            time.sleep(0.2)


class Sandbox:
    def __init__(self, program, image_bytes, slots=1_000_000):
        command = [program, "sandbox", "--port", "0", "--image-seconds", "0", "--slots", str(slots)]
        self.process = subprocess.Popen(
            command + ["--image-bytes", str(image_bytes)], stdout=subprocess.PIPE, text=True
        )
        self.port = int(self.process.stdout.readline().rpartition(":")[2])
        atexit.register(self.end)

    def submissions(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/sandbox/ledger?limit=0") as answer:
            return json.load(answer)["totals"]["submissions_accepted"]

    def end(self):
        self.process.terminate()
        self.process.wait()


class Relay:
    """Passes bytes on to the sandbox, and notes when a prompt is submitted."""

    def __init__(self, target):
        self.target = target
        self.times = []
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = self.listener.getsockname()[1]
        # Links lead to the sandbox itself otherwise, which is another server to promptd. As long as the other, since what
        # is passed on says how long it is.
        self.names = [f"127.0.0.1:{port}".encode() for port in (target, self.port)]
        assert len(self.names[0]) == len(self.names[1])
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            inner, _ = self.listener.accept()
            outer = socket.create_connection(("127.0.0.1", self.target))
            for end in (inner, outer):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.copy, args=(inner, outer, True), daemon=True).start()
            threading.Thread(target=self.copy, args=(outer, inner, False), daemon=True).start()

    def copy(self, source, target, looks):
        with contextlib.suppress(OSError):
            while data := source.recv(1 << 16):
                if looks and data.startswith(b"POST /v1/models/"):
                    self.times.append(time.monotonic())
                target.sendall(data if looks else data.replace(*self.names))
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)


class Place:
    """The three folders of one run."""

    def __init__(self, root):
        self.root = tempfile.mkdtemp(prefix="run.", dir=root)
        for name in ("inbox", "outbox", "state", "aside"):
            os.mkdir(self.path(name))
            setattr(self, name, self.path(name))

    def path(self, name):
        return os.path.join(self.root, name)

    def prepare(self, count, images):
        """Prompts that a rename drops."""
        for number in range(count):
            with open(os.path.join(self.aside, f"p{number}.prompt.json"), "w") as file:
                file.write(prompt(number, images))

    def drop(self, number):
        name = f"p{number}.prompt.json"
        os.rename(os.path.join(self.aside, name), os.path.join(self.inbox, name))

    def done(self):
        return sum(not name.startswith(".") for name in os.listdir(self.outbox))

    def remove(self):
        shutil.rmtree(self.root)


class Daemon:
    """One of the three programs, at work. `ready` is how long its start took, in seconds."""

    def __init__(self, programs, name, place, port, places=64, wraps=(), poll=50):
        folders = [place.inbox, place.outbox, place.state]
        if name == "promptd":
            self.command = [
                programs["promptd"], "run", "--inbox", place.inbox, "--outbox", place.outbox, "--state", place.state,
                "--api", f"http://127.0.0.1:{port}", "--max-in-flight", str(places), "--poll-min", f"{poll}ms",
                "--poll-rate", "1000", "--log-level", "warning",
            ]
        else:
            self.command = [*programs[name], *folders, str(port), str(places), str(poll)]
        self.notices = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        path = os.path.join(place.root, "notify")
        self.notices.bind(path)
        environment = {**os.environ, "RUNCOMFY_TOKEN": "x", "HOME": place.root, "NOTIFY_SOCKET": path}
        started = time.monotonic()
        self.process = subprocess.Popen(
            [*wraps, *self.command], env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        if name == "promptd":
            self.notices.settimeout(1)
            while "READY=1" not in self.heard():
                if self.process.poll() is not None:
                    sys.exit(f"promptd has ended with {self.process.returncode} instead of being ready")
            self.notices.settimeout(None)
            threading.Thread(target=self.listen, daemon=True).start()
        else:
            assert self.process.stdout.readline() == "ready\n", f"{name} does not start"
        self.ready = time.monotonic() - started
        self.figures = Figures(self.process.pid)
        atexit.register(self.end, signal.SIGKILL)

    def heard(self):
        try:
            return self.notices.recv(4096).decode()
        except TimeoutError:
            return ""

    def listen(self):
        while self.notices.recv(4096):
            pass

    def end(self, asked=signal.SIGTERM):
        before = time.monotonic()
        if self.process.poll() is None:
            os.killpg(self.process.pid, asked)
            self.process.wait()
        return time.monotonic() - before


def until(condition, what, seconds=900):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            sys.exit(f"{what}: not within {seconds} s")
        time.sleep(0.002)


class Bench:
    def __init__(self, options, programs, root):
        self.options = options
        self.programs = programs
        self.root = root
        self.names = options.programs or ["plain C", "durable Python", "promptd"]

    @contextlib.contextmanager
    def place(self):
        place = Place(self.root)
        try:
            yield place
        finally:
            place.remove()

    @contextlib.contextmanager
    def sandbox(self, image_bytes=20_000, slots=1_000_000):
        sandbox = Sandbox(self.programs["promptd"], image_bytes, slots)
        try:
            yield sandbox
        finally:
            sandbox.end()

    def each(self, measure, names=None):
        """Every program `runs` times, in turn; medians of each figure."""
        found = {}
        for _ in range(self.options.runs):
            for name in names or self.names:
                figures = measure(name)
                for key, value in figures.items():
                    found.setdefault(key, {}).setdefault(name, []).append(value)
        return {key: {name: statistics.median(all) for name, all in by.items()} for key, by in found.items()}

    def show(self, title, found, better="less"):
        print(f"\n{title}")
        for key, by in found.items():
            row = "  ".join(f"{name} {value:.4g}" for name, value in by.items())
            ratios = [
                f"{by['promptd'] / by[name]:.2f} x {name}" for name in by if name != "promptd" and by[name] and "promptd" in by
            ]
            print(f"  {key}: {row}" + (f"   ({', '.join(ratios)})" if ratios else ""), flush=True)

    def work(self, name, count, images, image_bytes=20_000, waits=False, finished=0):
        """Jobs a second, CPU a job and memory for `count` prompts at once."""
        with self.place() as place, self.sandbox(image_bytes) as sandbox:
            place.prepare(count, images)
            for number in range(finished):
                folder = os.path.join(place.outbox, f"old{number}")
                os.mkdir(folder)
                with open(os.path.join(folder, "metadata.json"), "w") as file:
                    file.write("{}")
            if waits:
                for number in range(count):
                    place.drop(number)
            # What was made here is not for the first flush to write.
            os.sync()
            before = time.monotonic()
            daemon = Daemon(self.programs, name, place, sandbox.port)
            cpu = daemon.figures.cpu()
            if not waits:
                before = time.monotonic()
                for number in range(count):
                    place.drop(number)
            until(lambda: place.done() >= finished + count, f"{name}, {count} prompts")
            seconds = time.monotonic() - before
            figures = {
                "jobs/s": count / seconds,
                "CPU ms a job": (daemon.figures.cpu() - cpu) * 1000 / count,
                "peak RSS MB": daemon.figures.memory("VmHWM"),
            }
            daemon.end()
            assert sandbox.submissions() == count, f"{name} has submitted {sandbox.submissions()} times, not {count}"
            return figures

    def pickup(self):
        def measure(name):
            with self.place() as place, self.sandbox() as sandbox:
                relay = Relay(sandbox.port)
                place.prepare(40, 1)
                daemon = Daemon(self.programs, name, place, relay.port)
                times = []
                for number in range(40):
                    before = time.monotonic()
                    place.drop(number)
                    until(lambda: len(relay.times) > number, f"{name}, a prompt's pickup")
                    times.append((relay.times[number] - before) * 1000)
                    until(lambda: place.done() > number, f"{name}, a result")
                daemon.end()
                return {"drop to POST, ms": statistics.median(times)}

        self.show("Pickup: 40 prompts, one after the other", self.each(measure))

    def burst(self):
        self.show("Burst: 500 prompts of 3 images of 20 kB at once", self.each(lambda name: self.work(name, 500, 3)))

    def backlog(self):
        found = self.each(lambda name: self.work(name, 2000, 3, waits=True))
        self.show("Backlog: 2,000 such prompts that wait at start", found)

    def large(self):
        found = self.each(lambda name: self.work(name, 100, 3, image_bytes=1_500_000))
        self.show("Large images: 100 prompts of 3 images of 1.5 MB", found)

    def many(self):
        found = self.each(lambda name: self.work(name, 17_000, 3), ["promptd"])
        self.show("17,000 such prompts at once", found)

    def finished(self):
        found = self.each(lambda name: self.work(name, 500, 3, finished=10_000))
        self.show("Burst, with 10,000 finished folders in the outbox", found)

    def waiting(self):
        for count in self.options.waiting:
            found = self.each(lambda name: self.waitingOnce(name, count), ["plain loop", "promptd"])
            for name in found:
                base = found[name].get("plain loop")
                row = ", ".join(f"{who} {value:.4g}" for who, value in found[name].items())
                print(f"  {count} waiting, {name}: {row}" + (f" ({found[name]['promptd'] / base:.2f} x)" if base else ""))

    def waitingOnce(self, name, count):
        with self.place() as place, self.sandbox(slots=0) as sandbox:
            place.prepare(count, 1)
            for number in range(count):
                place.drop(number)
            os.sync()
            if name == "plain loop":
                loop = "import os, sys\nfor name in os.listdir('.'):\n    open(name, 'rb').read()"
                before = time.monotonic()
                subprocess.run([sys.executable, "-c", loop], cwd=place.inbox, check=True)
                seconds = time.monotonic() - before
                return {"READY, s": seconds, "first POST, s": seconds}
            # Older than what is waited for before a file is taken: nothing is measured but the work.
            time.sleep(3)
            relay = Relay(sandbox.port)
            before = time.monotonic()
            daemon = Daemon(self.programs, name, place, relay.port)
            ready = time.monotonic() - before
            until(lambda: relay.times, "the first submission")
            first = relay.times[0] - before
            # Until all that can be sent has been, and the scan is over.
            until(lambda: sandbox.submissions() >= min(count, 64), "the submissions")
            self.untilQuiet(daemon)
            memory = daemon.figures.memory("VmRSS")
            daemon.end(signal.SIGKILL)
        figures = {"READY, s": ready, "first POST, s": first, "RSS MB": memory}
        return {**figures, **self.pausedOnce(name, count)}

    def pausedOnce(self, name, count):
        """None of them may go: what is left is the cost of knowing them."""
        with self.place() as place, self.sandbox() as sandbox:
            place.prepare(count, 1)
            open(os.path.join(place.inbox, "PAUSE"), "w").close()
            for number in range(count):
                place.drop(number)
            daemon = Daemon(self.programs, name, place, sandbox.port)
            self.untilQuiet(daemon)
            cpu, since = daemon.figures.cpu(), time.monotonic()
            time.sleep(self.options.idle)
            figures = {
                "RSS MB, paused": daemon.figures.memory("VmRSS"),
                "CPU s a minute, paused": (daemon.figures.cpu() - cpu) * 60 / (time.monotonic() - since),
            }
            daemon.end(signal.SIGKILL)
            return figures

    def untilQuiet(self, daemon):
        """Until it has used next to no CPU for two seconds."""
        while True:
            before = daemon.figures.cpu()
            time.sleep(2)
            if daemon.figures.cpu() - before <= 0.1:
                return

    def idle(self):
        def measure(name):
            with self.place() as place, self.sandbox() as sandbox:
                daemon = Daemon(self.programs, name, place, sandbox.port)
                time.sleep(2)
                count = daemon.figures.switches(self.options.idle)
                figures = {
                    "RSS MB": daemon.figures.memory("VmRSS"),
                    "wake-ups a minute": count * 60 / self.options.idle,
                }
                daemon.end()
                return figures

        self.show("Idle, with nothing to do", self.each(measure))

    def start(self):
        def measure(name):
            with self.place() as place, self.sandbox() as sandbox:
                daemon = Daemon(self.programs, name, place, sandbox.port)
                return {"ready, ms": daemon.ready * 1000, "stop, ms": daemon.end() * 1000}

        self.show("Start and stop", self.each(measure))

    def calls(self):
        """System calls and flushes of a job: counted, as the difference of two runs."""

        def count(name, jobs):
            with self.place() as place, self.sandbox() as sandbox:
                place.prepare(jobs, 3)
                trace = place.path("trace")
                wraps = ["strace", "-f", "-c", "-qq", "-o", trace]
                daemon = Daemon(self.programs, name, place, sandbox.port, wraps=wraps)
                for number in range(jobs):
                    place.drop(number)
                until(lambda: place.done() >= jobs, f"{name}, {jobs} prompts under strace")
                until(lambda: not any(n.startswith("p") for n in os.listdir(place.inbox)), f"{name}, an empty inbox")
                daemon.end()
                with open(trace) as file:
                    rows = [line.split() for line in file if re.match(r"\s*[\d.]+\s+[\d.]+\s+\d+\s+\d+\s", line)]
                return {row[-1]: int(row[3]) for row in rows if row[-1] != "total"}

        few, many = 10, 110
        found = {}
        for name in self.names:
            small, large = count(name, few), count(name, many)
            found[name] = {key: (large[key] - small.get(key, 0)) / (many - few) for key in large}
        flushes = ("fsync", "fdatasync", "sync_file_range", "syncfs")
        figures = {
            "system calls a job": {name: sum(all.values()) for name, all in found.items()},
            "flushes a job": {name: sum(all.get(key, 0) for key in flushes) for name, all in found.items()},
        }
        self.show("System calls, 100 prompts of 3 images at once", figures)
        top = sorted(found["promptd"].items(), key=lambda item: -item[1])[:16]
        print("  promptd: " + ", ".join(f"{key} {value:.1f}" for key, value in top), flush=True)


    def window(self):
        """How long a kill makes a prompt unconfirmed although nothing has left: from the first trace of the intent on disk
        to the request's first byte. Only the calls that tell are traced, so that little is slowed down."""

        def measure(count):
            with self.place() as place, self.sandbox() as sandbox:
                place.prepare(count, 1)
                trace = place.path("trace")
                wraps = ["strace", "-f", "--seccomp-bpf", "-ttt", "-e", "trace=openat,write", "-o", trace]
                daemon = Daemon(self.programs, "promptd", place, sandbox.port, wraps=wraps)
                for number in range(count):
                    place.drop(number)
                    until(lambda: place.done() > number, "a result")
                daemon.end()
                windows, began = [], None
                with open(trace, errors="replace") as file:
                    for line in file:
                        moment = float(line.split()[1])
                        if '".submitted"' in line and "O_CREAT" in line:
                            began = moment
                        elif "POST /v1/models/" in line and began:
                            windows.append((moment - began) * 1000)
                            began = None
                assert len(windows) == count, f"{len(windows)} windows of {count}"
                return statistics.median(windows)

        median = statistics.median(measure(20) for _ in range(self.options.runs))
        print(f"\nWindow, 20 prompts one after the other\n  mark to first byte, ms: promptd {median:.3g}", flush=True)


KINDS = ["pickup", "burst", "backlog", "large", "finished", "waiting", "idle", "start", "calls", "window"]


def main():
    parser = argparse.ArgumentParser(prog="Tests/Benchmarks/run.sh", description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"what to measure: {', '.join(KINDS)} (all of these), many")
    parser.add_argument("--programs", nargs="+", help="only these of: plain C, durable Python, promptd")
    parser.add_argument("--runs", type=int, default=3, help="runs of each program, whose median counts")
    parser.add_argument("--waiting", type=int, nargs="+", default=[1000, 20_000, 100_000], help="prompts that wait")
    parser.add_argument("--idle", type=float, default=60, help="seconds to watch a program that has nothing to do")
    parser.add_argument("--promptd", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--plain", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--folder", help="where to work; a disk that flushes, not memory")
    options = parser.parse_args()
    unknown = set(options.kinds) - {*KINDS, "many"}
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    programs = {
        "promptd": options.promptd,
        "plain C": [options.plain],
        "durable Python": [sys.executable, os.path.join(HERE, "durable.py")],
    }
    with tempfile.TemporaryDirectory(prefix="promptd-bench.", dir=options.folder) as root:
        bench = Bench(options, programs, root)
        print(f"medians of {options.runs} runs, {os.cpu_count()} processors, 64 places, polling from 50 ms")
        for kind in options.kinds or KINDS:
            getattr(bench, kind)()


main()
