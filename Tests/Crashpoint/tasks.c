#include "tasks.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static struct task *first;

struct task *task_find(pid_t thread) {
    for (struct task *task = first; task; task = task->next)
        if (task->thread == thread) return task;
    struct task *task = calloc(1, sizeof *task);
    if (!task) return 0;
    task->thread = thread;
    task->next = first;
    return first = task;
}

void task_forget(pid_t thread) {
    for (struct task **place = &first; *place; place = &(*place)->next) {
        struct task *task = *place;
        if (task->thread != thread) continue;
        *place = task->next;
        free(task);
        return;
    }
}

void tasks_kill(void) {
    // The number of a thread stands for its whole process.
    for (struct task *task = first; task; task = task->next) kill(task->thread, SIGKILL);
}

pid_t task_process(pid_t thread) {
    char path[64], line[128];
    snprintf(path, sizeof path, "/proc/%d/status", thread);
    FILE *file = fopen(path, "re");
    if (!file) return thread;
    int process = thread;
    while (fgets(line, sizeof line, file))
        if (sscanf(line, "Tgid: %d", &process) == 1) break;
    fclose(file);
    return process;
}
