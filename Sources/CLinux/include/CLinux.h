#pragma once

// What the Glibc module does not show to Swift. Each function is one system call: -1 and errno on failure.

/// renameat2(2) with RENAME_NOREPLACE.
int clinux_rename_noreplace(int old_dir, const char *old_name, int new_dir, const char *new_name);

/// eventfd(2), non-blocking and closed on exec.
int clinux_eventfd(void);

/// fstatfs(2): the file system's magic number.
int clinux_filesystem_type(int descriptor, unsigned long *type);

/// statx(2): when an entry was made, in nanoseconds since 1970; EOPNOTSUPP where the file system does not know.
int clinux_birth_time(int directory, const char *name, long long *nanoseconds);

/// fsetxattr(2), fgetxattr(2): promptd's mark on a file, an extended attribute; ENODATA if it has none, EOPNOTSUPP where the
/// file system knows none.
int clinux_set_mark(int descriptor, long long mark);
int clinux_mark(int descriptor, long long *mark);

/// mallopt(3): one arena; blocks of `large` bytes or more are mapped by themselves, and unmapped when they are freed; the
/// heap grows by `step` bytes or more at a time, and shrinks when more than `spare` bytes are free at its end. Always 0: an
/// allocator that takes none of it works all the same.
int clinux_allocator(int large, int step, int spare);

/// madvise(2) with MADV_DONTNEED for the code and constants of the program and its libraries, which come back from the page
/// cache when they are used. 0, or -1 and errno of the first that failed.
int clinux_release_code(void);

/// posix_spawn(3): runs the program at `path`, with its path and `argument_count` more arguments, in `/`, in a session of its
/// own, with every signal as a new process has it, and with the three descriptors as standard input, output and error, and no
/// others. `arguments` holds each ended by a NUL, and `environment` `count` variables as NAME=value, each ended by a NUL. The
/// process's id, or -1 and errno.
int clinux_spawn(
    const char *path, const char *arguments, int argument_count, const char *environment, int count, int input, int output,
    int errors);

/// pidfd_open(2): readable when the process has ended.
int clinux_process_descriptor(int process);

/// memfd_create(2), closed on exec: a file that is in no folder.
int clinux_memory_file(const char *name);

/// pipe2(2), closed on exec; reading from it does not wait.
int clinux_pipe(int *reader, int *writer);
