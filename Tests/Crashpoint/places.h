#pragma once

// Where a call's names and descriptors lead.
#include <limits.h>
#include <stdbool.h>
#include <sys/types.h>

// Adds a folder whose files count. False if it cannot be found.
bool places_add(const char *folder);

// Whether a path is one of the folders or below it.
bool place_counts(const char *path);

// The path of an open file, as the kernel tells it: "/a/b", "/a/b (deleted)", "socket:[1]".
bool place_of_descriptor(pid_t thread, int descriptor, char path[PATH_MAX]);

// The absolute path of a name without `.`, `..` and symbolic links; the last part is only resolved with `follows`.
bool place_of_name(pid_t thread, int dir, const char *name, bool follows, char path[PATH_MAX]);

// The peer of a socket that speaks IP, as "127.0.0.1:80"; "" for one that has none. False for any other socket.
bool place_of_peer(pid_t thread, int descriptor, char peer[PATH_MAX]);

// An IP address from the memory of a thread in the same form.
bool place_of_address(pid_t thread, unsigned long long address, unsigned long long length, char peer[PATH_MAX]);
