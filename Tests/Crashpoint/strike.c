#define _GNU_SOURCE
#include "strike.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

static bool is(const char *name, const char *wanted) { return name && strcmp(name, wanted) == 0; }

static int error_named(const char *name) {
    for (int error = 1; error < 4096; error++)
        if (is(strerrorname_np(error), name)) return error;
    return 0;
}

static int signal_named(const char *name) {
    for (int signal = 1; signal < NSIG; signal++)
        if (is(sigabbrev_np(signal), name)) return signal;
    return 0;
}

bool strike_read(struct strike *strike, enum strike_kind kind, const char *text) {
    char *end;
    if (*text < '0' || *text > '9' || strike->kind != STRIKE_NONE) return false;
    strike->kind = kind;
    strike->n = strtoul(text, &end, 10);
    if (strike->n == 0) return false;
    if (kind != STRIKE_FAIL && kind != STRIKE_SIGNAL) return *end == 0;
    strike->on = kind == STRIKE_FAIL && *end == '+';
    end += strike->on;
    if (*end++ != ':') return false;
    strike->value = kind == STRIKE_FAIL ? error_named(end) : signal_named(end);
    return strike->value != 0;
}

bool strike_meets(const struct strike *strike, unsigned long n, unsigned class) {
    if (strike->kind == STRIKE_NONE) return false;
    if (strike->kind == STRIKE_FAIL && !(strike->classes & class)) return false;
    return n == strike->n || (strike->on && n > strike->n);
}
