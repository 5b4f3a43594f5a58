#define _GNU_SOURCE
#include "machine.h"

#if MACHINE_AUDIT_ARCH

#include <elf.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>

static bool get(pid_t thread, struct user_regs_struct *registers) {
    struct iovec place = {registers, sizeof *registers};
    return ptrace(PTRACE_GETREGSET, thread, NT_PRSTATUS, &place) == 0;
}

static bool set(pid_t thread, struct user_regs_struct *registers) {
    struct iovec place = {registers, sizeof *registers};
    return ptrace(PTRACE_SETREGSET, thread, NT_PRSTATUS, &place) == 0;
}

bool machine_supported(void) { return true; }

bool machine_set_argument(pid_t thread, unsigned position, uint64_t value) {
    struct user_regs_struct registers;
    if (!get(thread, &registers)) return false;
#if defined(__x86_64__)
    unsigned long long *places[] = {
        &registers.rdi, &registers.rsi, &registers.rdx, &registers.r10, &registers.r8, &registers.r9,
    };
    *places[position - 1] = value;
#else
    registers.regs[position - 1] = value;
#endif
    return set(thread, &registers);
}

bool machine_skip_call(pid_t thread, int error) {
    struct user_regs_struct registers;
    if (!get(thread, &registers)) return false;
#if defined(__x86_64__)
    registers.orig_rax = (unsigned long long)-1;
    registers.rax = (unsigned long long)-(long long)error;
#else
    int none = -1;
    struct iovec call = {&none, sizeof none};
    if (ptrace(PTRACE_SETREGSET, thread, NT_ARM_SYSTEM_CALL, &call) != 0) return false;
    registers.regs[0] = (unsigned long long)-(long long)error;
#endif
    return set(thread, &registers);
}

#else

bool machine_supported(void) { return false; }

bool machine_set_argument(pid_t thread, unsigned position, uint64_t value) {
    (void)thread, (void)position, (void)value;
    return false;
}

bool machine_skip_call(pid_t thread, int error) {
    (void)thread, (void)error;
    return false;
}

#endif
