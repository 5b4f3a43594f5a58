#pragma once

// A call that was made to write less than it was asked to; what was changed for that is put back when it has returned,
// because programs rely on finding their registers and arrays as they left them.
#include "calls.h"

#include <sys/types.h>

struct change {
    unsigned position;    // of the changed argument, from 1; 0: none
    uint64_t argument;
    struct {
        uint64_t place, value;
    } words[2];
    unsigned words_count;
};

// Halves what a call is going to write. False, and nothing is changed, if it writes nothing or less than two bytes.
bool change_halve(struct change *change, pid_t thread, const struct call *call, const uint64_t *arguments);

// Puts everything back.
bool change_undo(struct change *change, pid_t thread);
