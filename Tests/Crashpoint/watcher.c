// The loop around waitpid. One watcher for all threads: that is what makes the count a global one.
//
// A thread that has returned from a counted call only goes on once that is written down, so whatever another thread
// does because of it has a higher number. Group stops are left in force (PTRACE_LISTEN), signals are passed through.
#define _GNU_SOURCE
#include "watcher.h"

#include "alarm.h"
#include "machine.h"
#include "record.h"
#include "tasks.h"

#include <errno.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <time.h>

static const struct strike *strike;
static struct outcome *outcome;
static struct operation struck;
static bool ending;

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

static void end(int status) {
    ending = true;
    outcome->status = status;
    tasks_kill();
}

// A thread may have been killed meanwhile; its end is reported like any other.
static bool resume(enum __ptrace_request how, pid_t thread, int signal) {
    return ptrace(how, thread, 0, signal) == 0 || errno == ESRCH;
}

// Does what was asked for. False if nothing could be done.
static bool hit(struct task *task, const uint64_t *arguments) {
    switch (strike->kind) {
    case STRIKE_NONE: return false;
    case STRIKE_KILL: end(128 + SIGKILL); return true;
    case STRIKE_KILL_AFTER: task->last = true; return true;
    case STRIKE_KILL_HALF:
        task->last = change_halve(&task->change, task->thread, task->operation.call, arguments);
        if (!task->last) end(128 + SIGKILL);
        return true;
    case STRIKE_FAIL: return machine_skip_call(task->thread, strike->value);
    case STRIKE_SHORT: return change_halve(&task->change, task->thread, task->operation.call, arguments);
    case STRIKE_SIGNAL: return kill(task_process(task->thread), strike->value) == 0;
    }
    return false;
}

static bool enter(struct task *task) {
    struct __ptrace_syscall_info info;
    if (ptrace(PTRACE_GET_SYSCALL_INFO, task->thread, sizeof info, &info) < 0) return errno == ESRCH;
    uint64_t arguments[6];
    for (int i = 0; i < 6; i++) arguments[i] = info.seccomp.args[i];
    const struct call *call = call_find(info.seccomp.nr);
    struct operation *operation = &task->operation;
    if (!call || !operation_describe(operation, task->thread, call, arguments))
        return resume(PTRACE_CONT, task->thread, 0);

    operation->n = ++outcome->operations;
    operation->start = now();
    if (strike_meets(strike, operation->n, operation->class) && hit(task, arguments) && !outcome->struck) {
        struck = *operation;
        outcome->struck = &struck;
    }
    if (ending) return true;
    task->inside = true;
    return resume(PTRACE_SYSCALL, task->thread, 0);
}

static bool leave(struct task *task) {
    struct __ptrace_syscall_info info;
    if (!task->inside) return resume(PTRACE_CONT, task->thread, 0);
    if (ptrace(PTRACE_GET_SYSCALL_INFO, task->thread, sizeof info, &info) < 0) return errno == ESRCH;
    if (info.op != PTRACE_SYSCALL_INFO_EXIT) return resume(PTRACE_SYSCALL, task->thread, 0);
    task->inside = false;
    task->operation.end = now();
    task->operation.result = info.exit.rval;
    if (!change_undo(&task->change, task->thread) && errno != ESRCH) return false;
    if (record_wanted()) record_operation(&task->operation, task->thread);
    if (task->last) end(128 + SIGKILL);
    return ending || resume(PTRACE_CONT, task->thread, 0);
}

static bool executed(struct task *task) {
    // Another thread's exec took over this number; whatever this one was in is over.
    unsigned long former;
    if (ptrace(PTRACE_GETEVENTMSG, task->thread, 0, &former) != 0) return errno == ESRCH;
    if ((pid_t)former != task->thread) task_forget((pid_t)former);
    task->inside = false;
    return resume(PTRACE_CONT, task->thread, 0);
}

static bool stopped(struct task *task, int status) {
    int signal = WSTOPSIG(status);
    if (ending) return kill(task->thread, SIGKILL) == 0 || errno == ESRCH;
    if (signal == (SIGTRAP | 0x80)) return leave(task);
    switch (status >> 16) {
    case 0: return resume(PTRACE_CONT, task->thread, signal);
    case PTRACE_EVENT_SECCOMP: return enter(task);
    case PTRACE_EVENT_EXEC: return executed(task);
    case PTRACE_EVENT_STOP: return resume(signal == SIGTRAP ? PTRACE_CONT : PTRACE_LISTEN, task->thread, 0);
    default: return resume(PTRACE_CONT, task->thread, 0);
    }
}

bool watch(struct outcome *result, pid_t child, const struct strike *wanted, unsigned limit) {
    outcome = result;
    strike = wanted;
    *outcome = (struct outcome){0};
    if (!task_find(child) || !alarm_set(child, limit)) return false;
    while (true) {
        int status;
        pid_t thread = waitpid(-1, &status, __WALL);
        if (alarm_rang() && !ending) end(124);
        if (thread < 0 && errno == EINTR) continue;
        if (thread < 0) return errno == ECHILD;
        if (WIFSTOPPED(status)) {
            struct task *task = task_find(thread);
            if (!task || !stopped(task, status)) return false;
            continue;
        }
        task_forget(thread);
        if (thread != child) continue;
        alarm_forget();
        if (!ending) outcome->status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    }
}
