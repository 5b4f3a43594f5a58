#define _GNU_SOURCE
#include "places.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *folders[32];
static unsigned folders_count;

bool places_add(const char *folder) {
    if (folders_count == sizeof folders / sizeof folders[0]) return false;
    char *path = realpath(folder, 0);
    if (path) folders[folders_count++] = path;
    return path;
}

bool place_counts(const char *path) {
    for (unsigned i = 0; i < folders_count; i++) {
        size_t length = strlen(folders[i]);
        if (strncmp(path, folders[i], length) == 0 && (path[length] == 0 || path[length] == '/')) return true;
    }
    return false;
}

static bool read_link(const char *link, char path[PATH_MAX]) {
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0) return false;
    path[length] = 0;
    return true;
}

bool place_of_descriptor(pid_t thread, int descriptor, char path[PATH_MAX]) {
    char link[64];
    snprintf(link, sizeof link, "/proc/%d/fd/%d", thread, descriptor);
    return read_link(link, path);
}

// Takes out empty parts, `.` and `..` by their text alone: for folders that are gone.
static void tidy(const char *from, char path[PATH_MAX]) {
    size_t length = 0;
    while (*from) {
        from += strspn(from, "/");
        size_t part = strcspn(from, "/");
        if (part == 2 && strncmp(from, "..", 2) == 0) {
            while (length > 0 && path[--length] != '/') {}
        } else if (part > 0 && !(part == 1 && *from == '.') && length + part + 2 < PATH_MAX) {
            path[length++] = '/';
            memcpy(path + length, from, part);
            length += part;
        }
        from += part;
    }
    if (length == 0) path[length++] = '/';
    path[length] = 0;
}

bool place_of_name(pid_t thread, int dir, const char *name, bool follows, char path[PATH_MAX]) {
    char whole[2 * PATH_MAX] = "", parent[PATH_MAX];
    if (name[0] != '/') {
        char link[64];
        snprintf(link, sizeof link, "/proc/%d/cwd", thread);
        if (!(dir == AT_FDCWD ? read_link(link, whole) : place_of_descriptor(thread, dir, whole))) return false;
        strcat(whole, "/");
    }
    strncat(whole, name, PATH_MAX - 1);
    for (size_t end = strlen(whole); end > 1 && whole[end - 1] == '/'; end--) whole[end - 1] = 0;

    const char *last = strrchr(whole, '/') + 1;
    bool dots = strcmp(last, ".") == 0 || strcmp(last, "..") == 0;
    if ((follows || dots) && realpath(whole, path)) return true;
    char *before = strndup(whole, (size_t)(last - whole));
    if (!before) return false;
    bool found = !dots && realpath(before, parent);
    free(before);
    if (found) snprintf(whole, sizeof whole, "%s/%s", parent, strdupa(last));
    tidy(whole, path);
    return true;
}
