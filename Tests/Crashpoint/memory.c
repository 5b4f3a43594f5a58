#define _GNU_SOURCE
#include "memory.h"

#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <unistd.h>

bool memory_read(pid_t thread, uint64_t address, void *into, size_t size) {
    struct iovec here = {into, size}, there = {(void *)(uintptr_t)address, size};
    return process_vm_readv(thread, &here, 1, &there, 1, 0) == (ssize_t)size;
}

bool memory_read_text(pid_t thread, uint64_t address, char *into, size_t size) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    // Page by page: what comes after the text need not be there.
    for (size_t done = 0; done < size;) {
        size_t part = page - (size_t)((address + done) % page);
        if (part > size - done) part = size - done;
        if (!memory_read(thread, address + done, into + done, part)) return false;
        if (memchr(into + done, 0, part)) return true;
        done += part;
    }
    return false;
}

bool memory_write_word(pid_t thread, uint64_t address, uint64_t value) {
    return ptrace(PTRACE_POKEDATA, thread, (void *)(uintptr_t)address, (void *)(uintptr_t)value) == 0;
}
