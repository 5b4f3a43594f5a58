#pragma once

// The memory of a stopped thread.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// Copies exactly `size` bytes, or says no.
bool memory_read(pid_t thread, uint64_t address, void *into, size_t size);

// Copies a text with its closing zero, or says no if it is too long or not there.
bool memory_read_text(pid_t thread, uint64_t address, char *into, size_t size);

// Changes one machine word, in memory that is only readable too.
bool memory_write_word(pid_t thread, uint64_t address, uint64_t value);
