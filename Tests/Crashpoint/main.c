// crashpoint: runs a program and counts, over all its threads and processes in one sequence, every call that changes
// files below given folders or sends bytes to the network; at the N-th it kills, fails, shortens or signals.
//
// strace can inject too, but counts for each thread and each call by itself: its "third rename" is another moment in
// every run. This count is the program's own order of effects, so that every moment can be visited, one by one.
//
// Not seen: writes through shared memory maps (SQLite's -shm, which it can rebuild). io_uring, openat2 and reflinks are
// refused as by an older kernel. A call that the kernel starts again after a signal counts again.
//
// Exit status: the program's own, or 128 + its signal; 137 when it was killed here, 124 at the limit; 64 for a wrong
// command line, 69 where this cannot be done, 71 when watching or writing down failed.
#include "launch.h"
#include "machine.h"
#include "options.h"
#include "record.h"
#include "watcher.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static int complain(const char *what, int status) {
    fprintf(stderr, "crashpoint: %s: %s\n", what, strerror(errno));
    return status;
}

int main(int count, char **arguments) {
    if (!machine_supported()) {
        fputs("crashpoint: not written for this processor\n", stderr);
        return EX_UNAVAILABLE;
    }
    struct options options;
    if (!options_read(&options, count, arguments)) return EX_USAGE;
    if (record_open(options.trace, options.data) != 0) return complain("trace", EX_OSERR);
    pid_t child = launch(options.command);
    if (child < 0) return complain("ptrace", EX_UNAVAILABLE);

    struct outcome outcome;
    if (!watch(&outcome, child, &options.strike, options.limit)) return complain("watching", EX_OSERR);
    if (record_close(options.report, outcome.operations, outcome.struck, outcome.status) != 0)
        return complain("report", EX_OSERR);
    return outcome.status;
}
