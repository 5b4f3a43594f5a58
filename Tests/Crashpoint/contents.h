#pragma once

// What a write that has just returned left in its file. The thread is still stopped, so that its descriptor is open.
#include "operation.h"

#include <stdio.h>

// Where in the file the bytes lie. A guess if two threads write through one descriptor's position at the same time.
int64_t contents_offset(const struct operation *operation, pid_t thread);

// Copies the bytes from the file. How many; 0 if there are none or the file cannot be read, -1 if the copy failed.
long contents_copy(const struct operation *operation, pid_t thread, FILE *into);
