#define _GNU_SOURCE
#include "record.h"

#include "contents.h"
#include "text.h"

#include <errno.h>
#include <stdio.h>

static FILE *trace, *data;
static long data_size;
static int trouble;

int record_open(const char *trace_path, const char *data_path) {
    if (trace_path && !(trace = fopen(trace_path, "we"))) return -1;
    if (data_path && !(data = fopen(data_path, "we"))) return -1;
    // What has been done stays told if the watcher itself is killed.
    if (trace) setvbuf(trace, 0, _IOLBF, 0);
    if (data) setvbuf(data, 0, _IONBF, 0);
    return 0;
}

bool record_wanted(void) { return trace || data; }

static void name_operation(FILE *file, const struct operation *operation) {
    fprintf(
        file, "{\"n\":%lu,\"call\":\"%s\",\"class\":\"%s\",\"path\":", operation->n, operation->call->name,
        call_class_name(operation->class)
    );
    text_write(file, operation->path);
}

void record_operation(struct operation *operation, pid_t thread) {
    long start = -1, size = 0;
    if (operation->call->writes && operation->class == CALL_DATA) {
        operation->offset = contents_offset(operation, thread);
        long copied = data ? contents_copy(operation, thread, data) : 0;
        if (copied > 0) {
            start = data_size;
            data_size += size = copied;
        } else if (copied < 0) {
            trouble = errno;
        }
    }
    if (!trace) return;
    name_operation(trace, operation);
    fputs(",\"to\":", trace);
    text_write(trace, operation->to);
    fprintf(
        trace, ",\"result\":%lld,\"offset\":%lld,\"length\":%lld,\"flags\":%llu,\"data\":%ld,\"size\":%ld",
        (long long)operation->result, (long long)operation->offset, (long long)operation->length,
        (unsigned long long)operation->flags, start, size
    );
    fprintf(
        trace, ",\"start\":%llu,\"end\":%llu,\"thread\":%d,\"head\":", (unsigned long long)operation->start,
        (unsigned long long)operation->end, thread
    );
    text_write(trace, operation->head);
    fputs("}\n", trace);
}

static void close_file(FILE *file) {
    if (file && (ferror(file) | (fclose(file) != 0))) trouble = errno ? errno : EIO;
}

int record_close(const char *path, unsigned long operations, const struct operation *struck, int status) {
    close_file(trace);
    close_file(data);
    FILE *report = path ? fopen(path, "we") : 0;
    if (report) {
        fprintf(report, "{\"operations\":%lu,\"struck\":", operations);
        if (struck) name_operation(report, struck);
        fprintf(report, "%s,\"exit\":%d}\n", struck ? "}" : "null", status);
        close_file(report);
    } else if (path) {
        return -1;
    }
    errno = trouble;
    return trouble ? -1 : 0;
}
