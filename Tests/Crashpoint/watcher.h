#pragma once

// Follows a program and all that come of it to their end, and does to one operation what was asked for.
#include "operation.h"
#include "strike.h"

struct outcome {
    int status;                        // for the shell: 128 + signal for a death by a signal
    unsigned long operations;
    const struct operation *struck;    // null if there was no such operation, or nothing could be done to it
};

// `limit` in seconds, 0 for none. False and errno if the program cannot be watched any longer.
bool watch(struct outcome *outcome, pid_t child, const struct strike *strike, unsigned limit);
