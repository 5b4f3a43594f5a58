"""Uploads a file to a share step by step, as a slow or a careful client does.

    upload.py CLIENT_CONF SHARE USER PASSWORD NAME STEP…

Steps: size=BYTES makes the file so large, as Windows does first; write=FILE writes what FILE holds where the last write
ended; rewind writes from the start again, over an emptied file; wait=FILE says "waiting" and goes on when FILE is there.
"""

import os
import sys
import time

from samba.credentials import Credentials
from samba.samba3 import libsmb_samba_internal as libsmb, param

CREATE_ALWAYS, READ_AND_WRITE, SHARED_WITH_ALL = 5, 0x0012019F, 7

configuration, share, user, password, name, *steps = sys.argv[1:]
loaded = param.get_context()
loaded.load(configuration)
credentials = Credentials()
credentials.guess(loaded)
credentials.set_username(user)
credentials.set_password(password)
server = libsmb.Conn("127.0.0.1", share, loaded, credentials)
file = server.create(
    name.replace("/", "\\"),
    CreateDisposition=CREATE_ALWAYS,
    DesiredAccess=READ_AND_WRITE,
    ShareAccess=SHARED_WITH_ALL,
)
position = 0
for step in steps:
    what, _, value = step.partition("=")
    if what == "size":
        server.truncate(file, int(value))
    elif what == "write":
        with open(value, "rb") as source:
            content = source.read()
        server.write(file, content, position)
        position += len(content)
    elif what == "rewind":
        server.truncate(file, 0)
        position = 0
    elif what == "wait":
        print("waiting", flush=True)
        while not os.path.exists(value):
            time.sleep(0.01)
    else:
        sys.exit(f"{step}: no such step")
server.close(file)
