#pragma once

// The threads that are watched, each with the call it is in.
#include "change.h"
#include "operation.h"

struct task {
    pid_t thread;
    bool inside;        // stopped at the entry of a counted call, to be looked at again when that returns
    bool last;          // nobody lives on after that call
    struct change change;
    struct operation operation;
    struct task *next;
};

// The task of a thread, made on the first sight of it; null when memory is out.
struct task *task_find(pid_t thread);

void task_forget(pid_t thread);

// Ends every process that is watched.
void tasks_kill(void);

// The process that a thread belongs to.
pid_t task_process(pid_t thread);
