#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
#include <unistd.h>

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

static int release_code(struct dl_phdr_info *object, size_t size, void *page) {
    (void)size;
    uintptr_t mask = *(uintptr_t *)page - 1;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &object->dlpi_phdr[i];
        // What may be written is the process's own, and would be lost.
        if (part->p_type != PT_LOAD || part->p_flags & PF_W) continue;
        uintptr_t start = object->dlpi_addr + part->p_vaddr;
        uintptr_t end = (start + part->p_memsz + mask) & ~mask;
        start &= ~mask;
        if (madvise((void *)start, end - start, MADV_DONTNEED) < 0) return -1;
    }
    return 0;
}

int clinux_release_code(void) {
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    return dl_iterate_phdr(release_code, &page);
}
