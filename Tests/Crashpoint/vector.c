#define _GNU_SOURCE
#include "vector.h"

#include "memory.h"

#include <stddef.h>
#include <sys/socket.h>

bool vector_read(struct vector *vector, pid_t thread, const struct call *call, const uint64_t *arguments) {
    vector->count_at = 0;
    if (call->message) {
        struct msghdr message;
        uint64_t place = arguments[call->message - 1];
        if (!memory_read(thread, place, &message, sizeof message)) return false;
        vector->place = (uint64_t)(uintptr_t)message.msg_iov;
        vector->count = message.msg_iovlen;
        vector->count_at = place + offsetof(struct msghdr, msg_iovlen);
    } else if (call->vector) {
        vector->place = arguments[call->vector - 1];
        vector->count = arguments[call->vector];
    } else {
        return false;
    }
    if (vector->count == 0 || vector->count > sizeof vector->parts / sizeof vector->parts[0]) return false;
    return memory_read(thread, vector->place, vector->parts, vector->count * sizeof vector->parts[0]);
}

uint64_t vector_length(const struct vector *vector) {
    uint64_t length = 0;
    for (uint64_t i = 0; i < vector->count; i++) length += vector->parts[i].iov_len;
    return length;
}
