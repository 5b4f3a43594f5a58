// Sockets of another process: the kernel hands a copy of its descriptor to whoever may trace it.
#define _GNU_SOURCE
#include "memory.h"
#include "places.h"
#include "tasks.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static void show(const struct sockaddr_storage *address, char peer[PATH_MAX]) {
    char host[INET6_ADDRSTRLEN] = "";
    if (address->ss_family == AF_INET) {
        const struct sockaddr_in *v4 = (const struct sockaddr_in *)address;
        inet_ntop(AF_INET, &v4->sin_addr, host, sizeof host);
        snprintf(peer, PATH_MAX, "%s:%d", host, ntohs(v4->sin_port));
    } else {
        const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)address;
        inet_ntop(AF_INET6, &v6->sin6_addr, host, sizeof host);
        snprintf(peer, PATH_MAX, "[%s]:%d", host, ntohs(v6->sin6_port));
    }
}

static int copy_descriptor(pid_t thread, int descriptor) {
    int process = (int)syscall(SYS_pidfd_open, task_process(thread), 0);
    if (process < 0) return -1;
    int copy = (int)syscall(SYS_pidfd_getfd, process, descriptor, 0);
    close(process);
    return copy;
}

bool place_of_peer(pid_t thread, int descriptor, char peer[PATH_MAX]) {
    int copy = copy_descriptor(thread, descriptor);
    if (copy < 0) return false;
    int domain = 0;
    socklen_t size = sizeof domain;
    bool found = getsockopt(copy, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0;
    found = found && (domain == AF_INET || domain == AF_INET6);
    struct sockaddr_storage address = {0};
    size = sizeof address;
    peer[0] = 0;
    if (found && getpeername(copy, (struct sockaddr *)&address, &size) == 0) show(&address, peer);
    close(copy);
    return found;
}

bool place_of_address(pid_t thread, unsigned long long place, unsigned long long length, char peer[PATH_MAX]) {
    struct sockaddr_storage address = {0};
    if (length > sizeof address || !memory_read(thread, place, &address, length)) return false;
    if (address.ss_family != AF_INET && address.ss_family != AF_INET6) return false;
    show(&address, peer);
    return true;
}
