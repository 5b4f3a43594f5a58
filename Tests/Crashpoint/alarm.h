#pragma once

// What reaches the watcher from outside: its time is up, or it is asked to end, which it hands on to the program.
#include <stdbool.h>
#include <sys/types.h>

// Hands SIGTERM, SIGINT and SIGHUP on to the child, and rings after `limit` seconds unless that is 0.
bool alarm_set(pid_t child, unsigned limit);

bool alarm_rang(void);

// The child is gone; its number may become another's.
void alarm_forget(void);
