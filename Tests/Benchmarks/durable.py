"""A daemon as somebody would write it in an afternoon who wants it durable: threads, SQLite, one transaction a step.

    durable.py INBOX OUTBOX STATE PORT PLACES POLL-MS
"""
import ctypes
import http.client
import json
import os
import queue
import sqlite3
import struct
import sys
import threading
import time

inbox, outbox, state = sys.argv[1:4]
port, places, poll = int(sys.argv[4]), int(sys.argv[5]), int(sys.argv[6]) / 1000
MODEL = "/v1/models/bytedance/seedream-4-0/sequential"
HEADERS = {"Authorization": "Bearer x", "Content-Type": "application/json"}

db = sqlite3.connect(os.path.join(state, "jobs.sqlite"), check_same_thread=False, isolation_level=None)
db.execute("PRAGMA journal_mode = WAL")
db.execute("PRAGMA synchronous = FULL")
db.execute("CREATE TABLE IF NOT EXISTS job (name TEXT PRIMARY KEY, state TEXT, request TEXT, body BLOB)")
lock = threading.Lock()
names = queue.Queue()


def save(sql, *values):
    with lock:
        db.execute(sql, values)


def flush(folder):
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    os.fsync(descriptor)
    os.close(descriptor)


def put(path, data):
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


class Client:
    connection = None

    def call(self, method, path, body=None, headers=HEADERS):
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        data = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {data[:200]}")
        return data


def make(client, name):
    prompt, working = (os.path.join(inbox, f"{name}.{end}.json") for end in ("prompt", "working"))
    try:
        os.rename(prompt, working)
    except FileNotFoundError:
        return
    with open(working, "rb") as file:
        body = file.read()
    json.loads(body)
    flush(inbox)
    save("INSERT INTO job VALUES (?, 'sending', NULL, ?)", name, body)
    request = json.loads(client.call("POST", MODEL, body))["request_id"]
    save("UPDATE job SET state = 'sent', request = ? WHERE name = ?", request, name)
    while True:
        result = json.loads(client.call("GET", f"/v1/requests/{request}/result?include_cost=true"))
        if result["status"] == "completed":
            break
        time.sleep(poll)
    hidden = os.path.join(outbox, "." + name)
    os.mkdir(hidden)
    for number, link in enumerate(result["output"]["images"], 1):
        path = link[link.index("/", len("http://")):]
        put(os.path.join(hidden, f"{name}-{number}.png"), client.call("GET", path, headers={}))
    put(os.path.join(hidden, "metadata.json"), json.dumps(result, indent=2).encode())
    flush(hidden)
    os.rename(hidden, os.path.join(outbox, name))
    flush(outbox)
    os.unlink(working)
    save("UPDATE job SET state = 'done' WHERE name = ?", name)


def work():
    client = Client()
    while True:
        make(client, names.get())


def push(name):
    if name.endswith(".prompt.json") and not name.startswith("."):
        names.put(name.removesuffix(".prompt.json"))


libc = ctypes.CDLL(None, use_errno=True)
watch = libc.inotify_init1(os.O_CLOEXEC)
MOVED_TO, CLOSE_WRITE = 0x80, 0x8
if libc.inotify_add_watch(watch, os.fsencode(inbox), MOVED_TO | CLOSE_WRITE) < 0:
    sys.exit(f"cannot watch {inbox}: {os.strerror(ctypes.get_errno())}")
for _ in range(places):
    threading.Thread(target=work, daemon=True).start()
for entry in os.listdir(inbox):
    push(entry)
print("ready", flush=True)
while True:
    events = os.read(watch, 1 << 16)
    while events:
        _, _, _, length = struct.unpack_from("iIII", events)
        push(os.fsdecode(events[16:16 + length].rstrip(b"\0")))
        events = events[16 + length:]
