#define _GNU_SOURCE
#include "operation.h"

#include "memory.h"
#include "places.h"
#include "vector.h"

#include <fcntl.h>
#include <string.h>

static struct vector vector;

// The first line of what is sent, as far as it is printable: enough to tell one request from another.
static void read_head(struct operation *operation, pid_t thread, uint64_t address, uint64_t length) {
    char bytes[sizeof operation->head - 1];
    if (length > sizeof bytes) length = sizeof bytes;
    if (!memory_read(thread, address, bytes, length)) return;
    for (uint64_t i = 0; i < length && bytes[i] >= ' ' && bytes[i] <= '~'; i++) operation->head[i] = bytes[i];
}

// Where a write through a pointer goes to; null means the file's position.
static void read_offset(struct operation *operation, pid_t thread, uint64_t pointer) {
    operation->sequential = pointer == 0;
    if (pointer) memory_read(thread, pointer, &operation->offset, sizeof operation->offset);
}

static bool find_descriptor(struct operation *operation, pid_t thread, const uint64_t *arguments) {
    const struct call *call = operation->call;
    operation->descriptor = (int)arguments[call->descriptor - 1];
    if (!place_of_descriptor(thread, operation->descriptor, operation->path)) return false;
    if (strncmp(operation->path, "socket:", 7) != 0) return call->class != CALL_NET && place_counts(operation->path);

    if (!call->writes && call->class != CALL_NET) return false;
    if (!place_of_peer(thread, operation->descriptor, operation->path)) return false;
    operation->class = CALL_NET;
    if (!call->address) return true;
    return place_of_address(thread, arguments[call->address - 1], arguments[call->address], operation->path);
}

static bool find_names(struct operation *operation, pid_t thread, const uint64_t *arguments) {
    const struct call *call = operation->call;
    char name[PATH_MAX];
    int dir = call->dir ? (int)arguments[call->dir - 1] : AT_FDCWD;
    if (!memory_read_text(thread, arguments[call->path - 1], name, sizeof name)) return false;
    bool follows = call->follows && !(operation->flags & (O_NOFOLLOW | O_EXCL));
    if (!place_of_name(thread, dir, name, follows, operation->path)) return false;
    if (call->to) {
        dir = call->to_dir ? (int)arguments[call->to_dir - 1] : AT_FDCWD;
        if (!memory_read_text(thread, arguments[call->to - 1], name, sizeof name)) return false;
        if (!place_of_name(thread, dir, name, false, operation->to)) return false;
    }
    // A link may say anything; it stays as it is.
    if (call->text && !memory_read_text(thread, arguments[call->text - 1], operation->to, PATH_MAX)) return false;
    return place_counts(operation->path) || (call->to && place_counts(operation->to));
}

bool operation_describe(struct operation *operation, pid_t thread, const struct call *call, const uint64_t *arguments) {
    *operation = (struct operation){.call = call, .class = call->class, .descriptor = -1};
    operation->flags = call->flags ? (uint32_t)arguments[call->flags - 1] : call->implied;
    if (call->descriptor ? !find_descriptor(operation, thread, arguments) : !find_names(operation, thread, arguments))
        return false;

    if (call->length) operation->length = (int64_t)arguments[call->length - 1];
    if (call->offset) operation->offset = (int64_t)arguments[call->offset - 1];
    if (call->offset_at) read_offset(operation, thread, arguments[call->offset_at - 1]);
    if (call->writes && !call->offset && !call->offset_at) operation->sequential = true;
    // pwritev2 takes -1 for the file's position; for the others that is an error.
    if (call->writes && operation->offset == -1) operation->sequential = true;

    uint64_t first = call->buffer ? arguments[call->buffer - 1] : 0, first_length = (uint64_t)operation->length;
    if (vector_read(&vector, thread, call, arguments)) {
        operation->length = (int64_t)vector_length(&vector);
        first = (uint64_t)(uintptr_t)vector.parts[0].iov_base;
        first_length = vector.parts[0].iov_len;
    }
    if (operation->class == CALL_NET && first) read_head(operation, thread, first, first_length);
    return true;
}
