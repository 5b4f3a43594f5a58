#pragma once

// What is written down: a line for every operation, the bytes it wrote, and a report at the end.
#include "operation.h"

// Opens the files that are asked for (null: not wanted). -1 and errno on failure.
int record_open(const char *trace, const char *data);

// Whether operations are written down at all.
bool record_wanted(void);

// Writes down an operation that has just returned in a thread that is still stopped.
void record_operation(struct operation *operation, pid_t thread);

// Writes the report; `struck` is null if nothing was done to any operation. -1 and errno if it or anything before it
// could not be written.
int record_close(const char *report, unsigned long operations, const struct operation *struck, int status);
