#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <unistd.h>

int clinux_process_descriptor(int process) {
    return pidfd_open(process, 0);
}

int clinux_memory_file(const char *name) {
    return memfd_create(name, MFD_CLOEXEC);
}

int clinux_pipe(int *reader, int *writer) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0) return -1;
    *reader = ends[0];
    *writer = ends[1];
    // The other end stays as programs expect it.
    return fcntl(ends[0], F_SETFL, O_NONBLOCK);
}

static int prepare_files(posix_spawn_file_actions_t *actions, int input, int output, int errors) {
    int failure = posix_spawn_file_actions_addchdir_np(actions, "/");
    if (failure == 0) failure = posix_spawn_file_actions_adddup2(actions, input, 0);
    if (failure == 0) failure = posix_spawn_file_actions_adddup2(actions, output, 1);
    if (failure == 0) failure = posix_spawn_file_actions_adddup2(actions, errors, 2);
    if (failure == 0) failure = posix_spawn_file_actions_addclosefrom_np(actions, 3);
    return failure;
}

static int prepare_signals(posix_spawnattr_t *attributes) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int failure = posix_spawnattr_setsigmask(attributes, &none);
    if (failure == 0) failure = posix_spawnattr_setsigdefault(attributes, &all);
    if (failure == 0) {
        failure = posix_spawnattr_setflags(
            attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    return failure;
}

static int spawn(
    const char *path, char **arguments, char **environment, int input, int output, int errors, pid_t *process) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int failure = posix_spawn_file_actions_init(&actions);
    if (failure != 0) return failure;
    failure = posix_spawnattr_init(&attributes);
    if (failure == 0) {
        failure = prepare_files(&actions, input, output, errors);
        if (failure == 0) failure = prepare_signals(&attributes);
        if (failure == 0) failure = posix_spawn(process, path, &actions, &attributes, arguments, environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

/// `count` texts that lie one behind the other, each ended by a NUL, after `first` unless that is NULL; NULL if there is no
/// memory for the list.
static char **list(const char *first, const char *texts, int count) {
    char **found = calloc((size_t)count + 2, sizeof *found);
    if (found == NULL) return NULL;
    int filled = 0;
    if (first != NULL) found[filled++] = (char *)first;
    for (int i = 0; i < count; i++) {
        found[filled++] = (char *)texts;
        texts += strlen(texts) + 1;
    }
    return found;
}

int clinux_spawn(
    const char *path, const char *arguments, int argument_count, const char *environment, int count, int input, int output,
    int errors) {
    char **given = list(path, arguments, argument_count);
    char **variables = list(NULL, environment, count);
    pid_t process = -1;
    int failure = ENOMEM;
    if (given != NULL && variables != NULL) {
        failure = spawn(path, given, variables, input, output, errors, &process);
    }
    free(given);
    free(variables);
    if (failure == 0) return process;
    errno = failure;
    return -1;
}
