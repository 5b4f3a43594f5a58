#pragma once

#include <sys/types.h>

// Starts a program that is watched from its first call on, and dies if the watcher does. -1 and errno if it cannot be
// watched; a program that cannot be started exits 127.
pid_t launch(char **command);
