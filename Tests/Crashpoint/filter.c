// The seccomp filter: the kernel itself leaves alone what cannot count, so that reads cost nothing.
//
// What would change files behind the count is refused as an old kernel would refuse it; programs have another way.
#define _GNU_SOURCE
#include "filter.h"

#include "calls.h"
#include "machine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/fs.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

enum { capacity = 256 };

static struct sock_filter program[capacity];
static unsigned short size;

static void statement(unsigned short code, unsigned value) {
    program[size++] = (struct sock_filter)BPF_STMT(code, value);
}

static void jump(unsigned short code, unsigned value, unsigned char yes, unsigned char no) {
    program[size++] = (struct sock_filter)BPF_JUMP(code, value, yes, no);
}

static void load(unsigned offset) { statement(BPF_LD | BPF_W | BPF_ABS, offset); }

// The lower half of an argument on machines that begin with the lower one.
static unsigned argument(unsigned position) {
    return (unsigned)(offsetof(struct seccomp_data, args) + (position - 1) * sizeof(__u64));
}

static void answer(unsigned value) { statement(BPF_RET | BPF_K, value); }

// An open only counts if it may change something.
static void watch(const struct call *call) {
    bool opens = call->follows && call->flags;
    jump(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)call->number, 0, opens ? 4 : 1);
    if (opens) {
        load(argument(call->flags));
        jump(BPF_JMP | BPF_JSET | BPF_K, O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY), 0, 1);
    }
    answer(SECCOMP_RET_TRACE);
    if (opens) answer(SECCOMP_RET_ALLOW);
}

static void refuse(unsigned number, unsigned error) {
    jump(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1);
    answer(SECCOMP_RET_ERRNO | error);
}

int filter_install(void) {
    load(offsetof(struct seccomp_data, arch));
    jump(BPF_JMP | BPF_JEQ | BPF_K, MACHINE_AUDIT_ARCH, 1, 0);
    answer(SECCOMP_RET_ERRNO | ENOSYS);
    load(offsetof(struct seccomp_data, nr));
    for (unsigned i = 0; i < calls_count; i++) watch(&calls[i]);
    // Work handed to the kernel through a ring, and an open whose flags lie in memory.
    refuse(SYS_io_uring_setup, ENOSYS);
    refuse(SYS_openat2, ENOSYS);
    // A clone shares blocks without a write.
    jump(BPF_JMP | BPF_JEQ | BPF_K, SYS_ioctl, 0, 4);
    load(argument(2));
    jump(BPF_JMP | BPF_JEQ | BPF_K, FICLONE, 1, 0);
    jump(BPF_JMP | BPF_JEQ | BPF_K, FICLONERANGE, 0, 1);
    answer(SECCOMP_RET_ERRNO | EOPNOTSUPP);
    answer(SECCOMP_RET_ALLOW);

    struct sock_fprog filter = {size, program};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}
