// The calls that count. Names that only older machines have (open, rename, …) are there where the headers know them.
#define _GNU_SOURCE
#include "calls.h"

#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>

const struct call calls[] = {
#ifdef SYS_open
    {SYS_open, "open", CALL_META, .follows = true, .path = 1, .flags = 2},
    {SYS_creat, "creat", CALL_META, .follows = true, .path = 1, .implied = O_CREAT | O_WRONLY | O_TRUNC},
    {SYS_rename, "rename", CALL_META, .path = 1, .to = 2},
    {SYS_link, "link", CALL_META, .path = 1, .to = 2},
    {SYS_symlink, "symlink", CALL_META, .text = 1, .path = 2},
    {SYS_unlink, "unlink", CALL_META, .path = 1},
    {SYS_rmdir, "rmdir", CALL_META, .path = 1},
    {SYS_mkdir, "mkdir", CALL_META, .path = 1},
#endif
    {SYS_openat, "openat", CALL_META, .follows = true, .dir = 1, .path = 2, .flags = 3},
#ifdef SYS_renameat
    {SYS_renameat, "renameat", CALL_META, .dir = 1, .path = 2, .to_dir = 3, .to = 4},
#endif
    {SYS_renameat2, "renameat2", CALL_META, .dir = 1, .path = 2, .to_dir = 3, .to = 4, .flags = 5},
    {SYS_linkat, "linkat", CALL_META, .dir = 1, .path = 2, .to_dir = 3, .to = 4, .flags = 5},
    {SYS_symlinkat, "symlinkat", CALL_META, .text = 1, .dir = 2, .path = 3},
    {SYS_unlinkat, "unlinkat", CALL_META, .dir = 1, .path = 2, .flags = 3},
    {SYS_mkdirat, "mkdirat", CALL_META, .dir = 1, .path = 2},

    {SYS_write, "write", CALL_DATA, true, .descriptor = 1, .buffer = 2, .length = 3},
    {SYS_writev, "writev", CALL_DATA, true, .descriptor = 1, .vector = 2},
    {SYS_pwrite64, "pwrite64", CALL_DATA, true, .descriptor = 1, .buffer = 2, .length = 3, .offset = 4},
    {SYS_pwritev, "pwritev", CALL_DATA, true, .descriptor = 1, .vector = 2, .offset = 4},
    {SYS_pwritev2, "pwritev2", CALL_DATA, true, .descriptor = 1, .vector = 2, .offset = 4, .flags = 6},
    {SYS_copy_file_range, "copy_file_range", CALL_DATA, true, .descriptor = 3, .offset_at = 4, .length = 5},
    {SYS_splice, "splice", CALL_DATA, true, .descriptor = 3, .offset_at = 4, .length = 5},
    {SYS_sendfile, "sendfile", CALL_DATA, true, .descriptor = 1, .length = 4},
    {SYS_truncate, "truncate", CALL_DATA, .follows = true, .path = 1, .length = 2},
    {SYS_ftruncate, "ftruncate", CALL_DATA, .descriptor = 1, .length = 2},
    {SYS_fallocate, "fallocate", CALL_DATA, .descriptor = 1, .flags = 2, .offset = 3, .length = 4},

    {SYS_fsync, "fsync", CALL_SYNC, .descriptor = 1},
    {SYS_fdatasync, "fdatasync", CALL_SYNC, .descriptor = 1},
    {SYS_sync_file_range, "sync_file_range", CALL_SYNC, .descriptor = 1, .offset = 2, .length = 3, .flags = 4},
    {SYS_syncfs, "syncfs", CALL_SYNC, .descriptor = 1},

    {SYS_connect, "connect", CALL_NET, .descriptor = 1, .address = 2},
    {SYS_sendto, "sendto", CALL_NET, true, .descriptor = 1, .buffer = 2, .length = 3, .flags = 4},
    {SYS_sendmsg, "sendmsg", CALL_NET, true, .descriptor = 1, .message = 2, .flags = 3},
    {SYS_sendmmsg, "sendmmsg", CALL_NET, .descriptor = 1},
};

const unsigned calls_count = sizeof calls / sizeof calls[0];

const struct call *call_find(uint64_t number) {
    for (unsigned i = 0; i < calls_count; i++)
        if ((uint64_t)calls[i].number == number) return &calls[i];
    return 0;
}

const char *call_class_name(enum call_class class) {
    switch (class) {
    case CALL_DATA: return "data";
    case CALL_META: return "meta";
    case CALL_SYNC: return "sync";
    case CALL_NET: return "net";
    }
    return "";
}

unsigned call_classes(const char *list) {
    unsigned found = 0;
    while (true) {
        size_t length = strcspn(list, ",");
        unsigned class = CALL_DATA;
        while (class <= CALL_NET) {
            const char *name = call_class_name(class);
            if (strlen(name) == length && strncmp(name, list, length) == 0) break;
            class <<= 1;
        }
        if (class > CALL_NET) return 0;
        found |= class;
        if (list[length] == 0) return found;
        list += length + 1;
    }
}
