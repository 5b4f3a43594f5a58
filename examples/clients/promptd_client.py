#!/usr/bin/env python3
"""Makes pictures through a folder that promptd watches.

    from promptd_client import Inbox

    inbox = Inbox("/srv/promptd/inbox", "/srv/promptd/outbox")
    drop = inbox.submit({"text": "Generate 2 images of a kite."}, id="order-4711")
    end = inbox.wait(drop, timeout=600)
    if end.outcome == "delivered":
        print(end.folder, end.files)
    else:
        print(end.outcome, end.error["code"], end.error["message"])

Every drop has an id, which is its idempotency key: an id is paid for once, however often it is submitted and under whatever
name, so that a program that was interrupted simply submits again. The folders may be local or on a share; nothing but the
Python library (3.8 or later) is needed. At a terminal:

    promptd_client.py --inbox /srv/promptd/inbox submit kite.json --id order-4711 --wait 600
    promptd_client.py --inbox /srv/promptd/inbox wait order-4711 --wait 600
    promptd_client.py --inbox /srv/promptd/inbox cancel order-4711

What is printed is the record of the end (end.schema.json). The exit code is 0 for delivered, 1 for any other end, and 75 if it
has not ended in time.
"""

import argparse
import json
import os
import re
import sys
import time
import uuid

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class End:
    """How a drop has ended; `record` has every member of end.schema.json."""

    def __init__(self, record, outbox):
        self.record = record
        self.outcome = record["outcome"]
        self.error = record["error"]
        self.may_have_been_charged = record["may_have_been_charged"]
        self.folder = None
        if record["folder"] is not None and outbox is not None:
            self.folder = os.path.join(outbox, *record["folder"].split("/"))

    @property
    def metadata(self):
        """The result's metadata.json; None if there is no result, or it has been taken away."""
        return _read(os.path.join(self.folder, "metadata.json"))[1] if self.folder else None

    @property
    def files(self):
        """The paths of the result's files."""
        metadata = self.metadata
        return [os.path.join(self.folder, file["file"]) for file in metadata["files"]] if metadata else []

    @property
    def is_final(self):
        """Whether the id has been used up: submitting it again makes nothing new."""
        return self.outcome == "delivered" or self.may_have_been_charged


class Drop:
    """A prompt that was put into the inbox, and what was known of its id and its name before that."""

    def __init__(self, id, name, before=(None, None)):
        self.id = id
        self.name = name
        self._before = before


class Inbox:
    """The two folders of a promptd. The outbox is only needed to find results."""

    def __init__(self, inbox, outbox=None):
        self.path = os.fspath(inbox)
        self.outbox = None if outbox is None else os.fspath(outbox)
        if not os.path.isdir(self.path):
            raise FileNotFoundError(f"{self.path} is not there; is the share mounted?")

    def submit(self, prompt, id=None, labels=None, folder=""):
        """Drops a prompt, unless its id has been used up already; `wait` tells its end either way.

        `prompt` is what a prompt file holds (prompt.schema.json). `folder` is a folder below the inbox,
        for instance "campaign/a". Without an `id`, here or in the prompt, it gets one of its own.
        """
        own = prompt.get("promptd", {}).get("id")
        if id is not None and own is not None and id != own:
            raise ValueError(f"the prompt has the id {own!r} already, and is to get {id!r}")
        id = id or own or uuid.uuid4().hex
        if not _ID.fullmatch(id):
            raise ValueError(f"an id is 1 to 64 letters, digits, dots, underscores and hyphens, not {id!r}")
        options = dict(prompt.get("promptd", {}), id=id)
        if labels is not None:
            options["labels"] = labels
        name = "/".join([part for part in folder.split("/") if part] + [_name(id)])
        drop = Drop(id, name, (self._raw("ids", id), self._raw("ends", name)))
        known = _parse(drop._before[0])
        if known is not None and End(known, self.outbox).is_final:
            return Drop(id, name)
        self._write(name, json.dumps(dict(prompt, promptd=options), ensure_ascii=False, indent=2) + "\n")
        return drop

    def wait(self, drop, timeout=None, every=0.5):
        """Waits for the end of a drop, or of an id in text.

        Raises TimeoutError after `timeout` seconds; the prompt goes on, and may be waited for again.
        """
        if isinstance(drop, str):
            drop = Drop(drop, _name(drop))
            # As long as it lies there, what is known of the id is of an earlier drop.
            if any(os.path.exists(self._file(drop.name, state)) for state in ("prompt", "working", "cancel")):
                drop = Drop(drop.id, drop.name, (self._raw("ids", drop.id), self._raw("ends", drop.name)))
        deadline = None if timeout is None else time.monotonic() + timeout
        while True:
            end = self._end(drop)
            if end is not None:
                self._take_back_cancel(drop)
                return end
            if deadline is not None and time.monotonic() >= deadline:
                raise TimeoutError(f"{drop.name} has not ended after {timeout} s; it goes on")
            time.sleep(every)

    def cancel(self, drop):
        """Asks for a drop, or an id in text, to be cancelled; `wait` tells whether that was in time."""
        name = _name(drop) if isinstance(drop, str) else drop.name
        try:
            with open(self._file(name, "cancel"), "x", encoding="utf-8"):
                pass
        except FileExistsError:
            # Somebody has asked for it already.
            pass

    def _end(self, drop):
        raw_id, raw_name = self._raw("ids", drop.id), self._raw("ends", drop.name)
        by_id, by_name = _parse(raw_id), _parse(raw_name)
        if by_id is not None and raw_id != drop._before[0]:
            return End(by_id, self.outbox)
        if by_name is None or raw_name == drop._before[1]:
            return None
        if by_name["outcome"] == "not_taken" and not os.path.exists(self._file(drop.name, "prompt")):
            # Of a file beside it that has almost its name.
            return None
        if by_name["outcome"] != "repeat":
            return End(by_name, self.outbox)
        # Another drop of the id was first. Its end is this one's, as soon as it has one.
        if by_id is not None and End(by_id, self.outbox).is_final:
            return End(by_id, self.outbox)
        return End(by_name, self.outbox) if by_name["folder"] is not None else None

    def _take_back_cancel(self, drop):
        path = self._file(drop.name, "cancel")
        try:
            if os.path.getsize(path) == 0:
                os.remove(path)
        except FileNotFoundError:
            pass

    def _file(self, name, state):
        return os.path.join(self.path, *name.split("/")) + f".{state}.json"

    def _raw(self, kind, name):
        return _read(os.path.join(self.path, ".promptd", kind, *name.split("/")) + ".json")[0]

    def _write(self, name, text):
        path = self._file(name, "prompt")
        folder, file = os.path.split(path)
        os.makedirs(folder, exist_ok=True)
        # Under a hidden name first: promptd takes what is renamed in at once, and never sees half of it.
        hidden = os.path.join(folder, f".{file}.{uuid.uuid4().hex}.tmp")
        try:
            with open(hidden, "x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(hidden, path)
        except BaseException:
            if os.path.exists(hidden):
                os.remove(hidden)
            raise


def _name(id):
    """A file's name for an id: one that promptd takes, whatever the id begins or ends with."""
    return id if re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?", id) else f"id-{id}-"


def _read(path):
    """The bytes of a file and what they mean; None for what is not there, or not whole after a power cut."""
    try:
        with open(path, "rb") as stream:
            raw = stream.read()
    except OSError:
        # Not there; or replaced at this moment, which shares and Windows may tell in many ways.
        return None, None
    return raw, _parse(raw)


def _parse(raw):
    try:
        return None if raw is None else json.loads(raw)
    except ValueError:
        return None


def main():
    parser = argparse.ArgumentParser(description="Makes pictures through a folder that promptd watches.")
    parser.add_argument("--inbox", required=True)
    commands = parser.add_subparsers(dest="command", required=True)
    submit = commands.add_parser("submit", help="drop a prompt file, or standard input with -")
    submit.add_argument("file")
    submit.add_argument("--id")
    submit.add_argument("--folder", default="")
    wait = commands.add_parser("wait", help="wait for the end of an id")
    cancel = commands.add_parser("cancel", help="ask for an id to be cancelled")
    for command in (wait, cancel):
        command.add_argument("id")
    for command in (submit, wait):
        command.add_argument("--wait", type=float, metavar="SECONDS", default=None if command is submit else 3600.0)
    arguments = parser.parse_args()
    inbox = Inbox(arguments.inbox)
    if arguments.command == "cancel":
        return inbox.cancel(arguments.id)
    if arguments.command == "wait":
        drop = arguments.id
    else:
        with sys.stdin if arguments.file == "-" else open(arguments.file, encoding="utf-8") as stream:
            prompt = json.load(stream)
        drop = inbox.submit(prompt, id=arguments.id, folder=arguments.folder)
        if arguments.wait is None:
            return print(drop.id)
    try:
        end = inbox.wait(drop, timeout=arguments.wait)
    except TimeoutError as error:
        print(error, file=sys.stderr)
        sys.exit(75)
    json.dump(end.record, sys.stdout, ensure_ascii=False, indent=2)
    print()
    sys.exit(0 if end.outcome == "delivered" else 1)


if __name__ == "__main__":
    main()
