#define _GNU_SOURCE
#include "change.h"

#include "machine.h"
#include "memory.h"
#include "vector.h"

#include <stddef.h>

static struct vector vector;

static bool set_argument(
    struct change *change, pid_t thread, unsigned position, const uint64_t *arguments, uint64_t value
) {
    if (!machine_set_argument(thread, position, value)) return false;
    change->position = position;
    change->argument = arguments[position - 1];
    return true;
}

static bool set_word(struct change *change, pid_t thread, uint64_t place, uint64_t old, uint64_t value) {
    if (!memory_write_word(thread, place, value)) return false;
    change->words[change->words_count].place = place;
    change->words[change->words_count++].value = old;
    return true;
}

// The piece in which the half lies becomes the last one, and ends there.
static bool halve_vector(struct change *change, pid_t thread, const struct call *call, const uint64_t *arguments) {
    uint64_t rest = vector_length(&vector) / 2, last = 0;
    if (rest == 0) return false;
    while (vector.parts[last].iov_len < rest) rest -= vector.parts[last++].iov_len;
    uint64_t place = vector.place + last * sizeof vector.parts[0] + offsetof(struct iovec, iov_len);
    if (!set_word(change, thread, place, vector.parts[last].iov_len, rest)) return false;
    if (vector.count_at) return set_word(change, thread, vector.count_at, vector.count, last + 1);
    return set_argument(change, thread, call->vector + 1u, arguments, last + 1);
}

bool change_halve(struct change *change, pid_t thread, const struct call *call, const uint64_t *arguments) {
    *change = (struct change){0};
    if (!call->writes) return false;
    if (!call->length) {
        bool halved = vector_read(&vector, thread, call, arguments) && halve_vector(change, thread, call, arguments);
        if (!halved) change_undo(change, thread);
        return halved;
    }
    uint64_t length = arguments[call->length - 1];
    return length > 1 && set_argument(change, thread, call->length, arguments, length / 2);
}

bool change_undo(struct change *change, pid_t thread) {
    bool done = true;
    for (unsigned i = 0; i < change->words_count; i++)
        done &= memory_write_word(thread, change->words[i].place, change->words[i].value);
    if (change->position) done &= machine_set_argument(thread, change->position, change->argument);
    *change = (struct change){0};
    return done;
}
