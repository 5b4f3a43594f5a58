#define _GNU_SOURCE
#include "options.h"

#include "calls.h"
#include "places.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

static const char usage[] =
    "usage: crashpoint --under DIR [--under DIR]... [--trace FILE] [--data FILE] [--report FILE] [--limit SECONDS]\n"
    "                  [--kill N | --kill-after N | --kill-half N | --fail N[+]:ERRNO | --short N | --signal N:NAME]\n"
    "                  [--only data,meta,sync,net] -- program arguments...\n";

static const struct option known[] = {
    {"under", required_argument, 0, 'u'},      {"trace", required_argument, 0, 't'},
    {"data", required_argument, 0, 'd'},       {"report", required_argument, 0, 'r'},
    {"limit", required_argument, 0, 'l'},      {"only", required_argument, 0, 'o'},
    {"kill", required_argument, 0, 'k'},       {"kill-after", required_argument, 0, 'a'},
    {"kill-half", required_argument, 0, 'h'},  {"fail", required_argument, 0, 'f'},
    {"short", required_argument, 0, 's'},      {"signal", required_argument, 0, 'g'},
    {0, 0, 0, 0},
};

static bool read_limit(struct options *options, const char *text) {
    char *end;
    options->limit = (unsigned)strtoul(text, &end, 10);
    return options->limit > 0 && *end == 0;
}

static bool take(struct options *options, int option, const char *value) {
    struct strike *strike = &options->strike;
    switch (option) {
    case 'u': return places_add(value);
    case 't': return (options->trace = value) != 0;
    case 'd': return (options->data = value) != 0;
    case 'r': return (options->report = value) != 0;
    case 'l': return read_limit(options, value);
    case 'o': return (strike->classes = call_classes(value)) != 0;
    case 'k': return strike_read(strike, STRIKE_KILL, value);
    case 'a': return strike_read(strike, STRIKE_KILL_AFTER, value);
    case 'h': return strike_read(strike, STRIKE_KILL_HALF, value);
    case 'f': return strike_read(strike, STRIKE_FAIL, value);
    case 's': return strike_read(strike, STRIKE_SHORT, value);
    case 'g': return strike_read(strike, STRIKE_SIGNAL, value);
    default: return false;
    }
}

bool options_read(struct options *options, int count, char **arguments) {
    *options = (struct options){.strike.classes = CALL_DATA | CALL_META | CALL_SYNC | CALL_NET};
    bool under = false;
    int option, index = 0;
    while ((option = getopt_long(count, arguments, "+", known, &index)) != -1) {
        if (!take(options, option, optarg)) {
            if (option != '?') fprintf(stderr, "crashpoint: --%s cannot be \"%s\"\n", known[index].name, optarg);
            fputs(usage, stderr);
            return false;
        }
        under |= option == 'u';
    }
    options->command = arguments + optind;
    if (under && *options->command) return true;
    fputs(usage, stderr);
    return false;
}
