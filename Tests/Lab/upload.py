"""Uploads a file to a share step by step, as a slow or a careful client does.

    upload.py CLIENT_CONF SHARE USER PASSWORD NAME STEP…

Steps: new makes the file, or empties the one that is there; resume=BYTES goes on with one that has so many; size=BYTES
gives it that size, as Windows does first; write=FILE writes what FILE holds where the last write ended; wait=FILE says
"waiting" and goes on when FILE is there.
"""

import os
import sys
import time

from samba.credentials import Credentials
from samba.samba3 import libsmb_samba_internal as libsmb, param

OPEN, CREATE_ALWAYS, READ_AND_WRITE, SHARED_WITH_ALL = 1, 5, 0x0012019F, 7

configuration, share, user, password, name, *steps = sys.argv[1:]
loaded = param.get_context()
loaded.load(configuration)
credentials = Credentials()
credentials.guess(loaded)
credentials.set_username(user)
credentials.set_password(password)
server = libsmb.Conn("127.0.0.1", share, loaded, credentials)


def opened(disposition):
    return server.create(
        name.replace("/", "\\"),
        CreateDisposition=disposition,
        DesiredAccess=READ_AND_WRITE,
        ShareAccess=SHARED_WITH_ALL,
    )


for step in steps:
    what, _, value = step.partition("=")
    if what == "new":
        file, position = opened(CREATE_ALWAYS), 0
    elif what == "resume":
        file, position = opened(OPEN), int(value)
    elif what == "size":
        server.write(file, b"\0", int(value) - 1)
    elif what == "write":
        with open(value, "rb") as source:
            content = source.read()
        server.write(file, content, position)
        position += len(content)
    elif what == "wait":
        print("waiting", flush=True)
        while not os.path.exists(value):
            time.sleep(0.01)
    else:
        sys.exit(f"{step}: no such step")
server.close(file)
