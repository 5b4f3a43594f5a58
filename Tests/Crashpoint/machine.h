#pragma once

// The registers of a stopped thread: all that differs between processors.
#include <linux/audit.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#if defined(__x86_64__)
#define MACHINE_AUDIT_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE_AUDIT_ARCH AUDIT_ARCH_AARCH64
#else
#define MACHINE_AUDIT_ARCH 0
#endif

// False where nobody has written down the registers.
bool machine_supported(void);

// Gives an argument (positions count from 1) of the call that is being entered or has just returned another value.
bool machine_set_argument(pid_t thread, unsigned position, uint64_t value);

// Makes the call that is being entered return -error without being done.
bool machine_skip_call(pid_t thread, int error);
