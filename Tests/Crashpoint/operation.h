#pragma once

// One call that counts: what it is about, and once it has returned what came of it.
#include "calls.h"

#include <limits.h>
#include <sys/types.h>

struct operation {
    unsigned long n;
    const struct call *call;
    enum call_class class;
    char path[PATH_MAX], to[PATH_MAX];
    int descriptor;
    bool sequential;    // writes where the file's position is
    int64_t offset, length, result;
    uint64_t flags;
    uint64_t start, end;
    char head[61];
};

// Reads what a call is about from its arguments. False if it has nothing to do with the folders or with the network.
bool operation_describe(struct operation *operation, pid_t thread, const struct call *call, const uint64_t *arguments);
