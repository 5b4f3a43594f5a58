#pragma once

// What the command line asks for.
#include "strike.h"

struct options {
    const char *trace, *data, *report;
    unsigned limit;    // seconds; 0: none
    struct strike strike;
    char **command;
};

// Reads the command line. False after having said what is wrong with it.
bool options_read(struct options *options, int count, char **arguments);
