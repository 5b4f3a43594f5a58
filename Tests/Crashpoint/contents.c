#define _GNU_SOURCE
#include "contents.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

// The file itself, even if it has no name any more; -1 for anything but a regular file.
static int reopen(const struct operation *operation, pid_t thread, struct stat *status) {
    char link[64];
    snprintf(link, sizeof link, "/proc/%d/fd/%d", thread, operation->descriptor);
    if (stat(link, status) != 0 || !S_ISREG(status->st_mode)) return -1;
    return open(link, O_RDONLY | O_CLOEXEC);
}

int64_t contents_offset(const struct operation *operation, pid_t thread) {
    char path[64];
    long long position = -1;
    unsigned flags = 0;
    snprintf(path, sizeof path, "/proc/%d/fdinfo/%d", thread, operation->descriptor);
    FILE *file = fopen(path, "re");
    if (!file) return operation->offset;
    bool read = fscanf(file, "pos: %lld flags: %o", &position, &flags) == 2;
    fclose(file);
    if (!read) return operation->offset;

    int64_t written = operation->result > 0 ? operation->result : 0;
    if (operation->sequential) return position - written;
    if (!(flags & O_APPEND) || written == 0) return operation->offset;
    // Linux appends whatever offset pwrite is given.
    struct stat status;
    int copy = reopen(operation, thread, &status);
    if (copy >= 0) close(copy);
    return copy >= 0 ? status.st_size - written : operation->offset;
}

long contents_copy(const struct operation *operation, pid_t thread, FILE *into) {
    struct stat status;
    if (operation->result <= 0) return 0;
    int file = reopen(operation, thread, &status);
    if (file < 0) return 0;
    char bytes[1 << 16];
    long copied = 0;
    while (copied < operation->result) {
        size_t part = sizeof bytes;
        if (part > (size_t)(operation->result - copied)) part = (size_t)(operation->result - copied);
        ssize_t count = pread(file, bytes, part, operation->offset + copied);
        if (count <= 0) break;
        if (fwrite(bytes, 1, (size_t)count, into) != (size_t)count) copied = -1;
        if (copied < 0) break;
        copied += count;
    }
    close(file);
    return copied;
}
