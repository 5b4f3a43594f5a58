#pragma once

// The pieces that one write gathers: those of an iovec array, or of a msghdr.
#include "calls.h"

#include <sys/types.h>
#include <sys/uio.h>

struct vector {
    uint64_t place;       // of the array in the thread's memory
    uint64_t count;
    uint64_t count_at;    // of the count in the thread's memory; 0: it is an argument
    struct iovec parts[1024];
};

// Reads the pieces of a call that has some.
bool vector_read(struct vector *vector, pid_t thread, const struct call *call, const uint64_t *arguments);

uint64_t vector_length(const struct vector *vector);
