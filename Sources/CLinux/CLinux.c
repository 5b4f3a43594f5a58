#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <malloc.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <sys/xattr.h>

int clinux_rename_noreplace(int old_dir, const char *old_name, int new_dir, const char *new_name) {
    return renameat2(old_dir, old_name, new_dir, new_name, RENAME_NOREPLACE);
}

int clinux_eventfd(void) {
    return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

int clinux_filesystem_type(int descriptor, unsigned long *type) {
    struct statfs found;
    int result = fstatfs(descriptor, &found);
    if (result == 0) *type = (unsigned long)found.f_type;
    return result;
}

int clinux_birth_time(int directory, const char *name, long long *nanoseconds) {
    struct statx found;
    int result = statx(directory, name, AT_SYMLINK_NOFOLLOW, STATX_BTIME, &found);
    if (result != 0) return result;
    if (!(found.stx_mask & STATX_BTIME)) {
        errno = EOPNOTSUPP;
        return -1;
    }
    *nanoseconds = (long long)found.stx_btime.tv_sec * 1000000000 + found.stx_btime.tv_nsec;
    return 0;
}

static const char mark_name[] = "user.promptd.held";

int clinux_set_mark(int descriptor, long long mark) {
    return fsetxattr(descriptor, mark_name, &mark, sizeof mark, 0);
}

int clinux_mark(int descriptor, long long *mark) {
    ssize_t size = fgetxattr(descriptor, mark_name, mark, sizeof *mark);
    if (size < 0) return -1;
    if (size == sizeof *mark) return 0;
    errno = ENODATA;
    return -1;
}

int clinux_allocator(int large, int step, int spare) {
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, large);
    mallopt(M_TOP_PAD, step);
    mallopt(M_TRIM_THRESHOLD, spare);
    return 0;
}
