#pragma once

// What is to happen at one operation.
#include <stdbool.h>

enum strike_kind { STRIKE_NONE, STRIKE_KILL, STRIKE_KILL_AFTER, STRIKE_KILL_HALF, STRIKE_FAIL, STRIKE_SHORT, STRIKE_SIGNAL };

struct strike {
    enum strike_kind kind;
    unsigned long n;
    bool on;           // and at all that follow
    int value;         // the error or the signal
    unsigned classes;  // the only ones that fail
};

// Reads "12", "12:ENOSPC", "12+:ENOSPC" or "12:TERM", whichever the kind asks for.
bool strike_read(struct strike *strike, enum strike_kind kind, const char *text);

// Whether the n-th operation is meant.
bool strike_meets(const struct strike *strike, unsigned long n, unsigned class);
