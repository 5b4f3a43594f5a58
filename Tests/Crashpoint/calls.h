#pragma once

#include <stdbool.h>
#include <stdint.h>

// What a call does decides what `--only` means by its words.
enum call_class { CALL_DATA = 1, CALL_META = 2, CALL_SYNC = 4, CALL_NET = 8 };

// A system call that changes files or sends bytes, and which of its arguments says what. Positions count from 1, as a
// manual page would; 0: the call has no such argument.
struct call {
    long number;
    const char *name;
    enum call_class class;
    bool writes;          // carries bytes, so that half of them can be written
    bool follows;         // a symbolic link at the end of `path` is followed
    uint8_t descriptor;   // the file or socket that is changed
    uint8_t buffer;       // the bytes
    uint8_t length;       // how many, or the new size
    uint8_t vector;       // an iovec array; its count is the next argument
    uint8_t message;      // a msghdr
    uint8_t address;      // where to connect to
    uint8_t offset;       // a place in the file
    uint8_t offset_at;    // the same, by a pointer that may be null
    uint8_t dir, path;    // a name and the folder it starts from (none: the current one)
    uint8_t to_dir, to;   // the second name
    uint8_t text;         // what a symbolic link says
    uint8_t flags;
    uint32_t implied;     // flags that the call stands for
};

extern const struct call calls[];
extern const unsigned calls_count;

// The call with this number; null for one that is not watched.
const struct call *call_find(uint64_t number);

const char *call_class_name(enum call_class class);

// The classes that a list as "data,sync" names; 0 if there is a word in it that names none.
unsigned call_classes(const char *list);
