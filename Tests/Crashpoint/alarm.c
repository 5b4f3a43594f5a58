#define _GNU_SOURCE
#include "alarm.h"

#include <signal.h>
#include <sys/time.h>

static volatile sig_atomic_t rang, target;

static void ring(int signal) {
    (void)signal;
    rang = 1;
}

static void hand_on(int signal) {
    if (target > 0) kill(target, signal);
}

bool alarm_set(pid_t child, unsigned limit) {
    target = child;
    // Waiting is interrupted, and rings again: one ring could come just before the wait begins.
    struct sigaction ringing = {.sa_handler = ring}, handing = {.sa_handler = hand_on, .sa_flags = SA_RESTART};
    struct itimerval timer = {.it_value.tv_sec = limit, .it_interval.tv_usec = 50000};
    if (sigaction(SIGALRM, &ringing, 0) != 0) return false;
    static const int handed[] = {SIGTERM, SIGINT, SIGHUP};
    for (unsigned i = 0; i < sizeof handed / sizeof handed[0]; i++)
        if (sigaction(handed[i], &handing, 0) != 0) return false;
    return limit == 0 || setitimer(ITIMER_REAL, &timer, 0) == 0;
}

bool alarm_rang(void) { return rang; }

void alarm_forget(void) { target = 0; }
