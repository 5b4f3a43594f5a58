// The least work that delivers durably, as a measure: no retries, no recovery, no checks, no answers to anything unusual.
// What it flushes is what a program of promptd's promise cannot leave out.
//
//   plain INBOX OUTBOX STATE PORT PLACES POLL-MS
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dirent.h>
#include <err.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *model = "/v1/models/bytedance/seedream-4-0/sequential";
static int inbox, outbox, journal, port, pollMs;

typedef struct Item { struct Item *next; char name[240]; } Item;
static Item *first, **last = &first;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t more = PTHREAD_COND_INITIALIZER;

static void must(int result, const char *what) { if (result < 0) err(1, "%s", what); }

static void push(const char *name) {
  size_t length = strlen(name), end = strlen(".prompt.json");
  if (name[0] == '.' || length <= end || length >= 240 || strcmp(name + length - end, ".prompt.json")) return;
  Item *item = calloc(1, sizeof *item);
  memcpy(item->name, name, length - end);
  pthread_mutex_lock(&lock);
  *last = item; last = &item->next;
  pthread_cond_signal(&more);
  pthread_mutex_unlock(&lock);
}

static Item *pop(void) {
  pthread_mutex_lock(&lock);
  while (!first) pthread_cond_wait(&more, &lock);
  Item *item = first;
  first = item->next;
  if (!first) last = &first;
  pthread_mutex_unlock(&lock);
  return item;
}

typedef struct { int socket; size_t capacity; char *data; } Client;

// The body's bytes; it lies in client->data, behind the head, and ends in a NUL.
static size_t call(Client *client, const char *method, const char *path, const char *body, size_t size, char **answer) {
  if (client->socket < 0) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    must(client->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
    int on = 1;
    setsockopt(client->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    must(connect(client->socket, (struct sockaddr *)&to, sizeof to), "connect");
  }
  char head[1024];
  int length = snprintf(head, sizeof head, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%sContent-Length: %zu\r\n\r\n", method,
    path, port, strncmp(path, "/files", 6) ? "Authorization: Bearer x\r\nContent-Type: application/json\r\n" : "", size);
  struct { const char *bytes; size_t count; } parts[] = {{head, length}, {body, size}};
  for (int i = 0; i < 2; i++)
    for (size_t done = 0; done < parts[i].count;) {
      ssize_t count = send(client->socket, parts[i].bytes + done, parts[i].count - done, MSG_NOSIGNAL | (i ? 0 : size ? MSG_MORE : 0));
      must(count, "send");
      done += count;
    }
  size_t have = 0, headEnd = 0, want = 0;
  while (!headEnd || have < headEnd + want) {
    size_t room = headEnd ? headEnd + want + 1 : have + (1 << 16);
    if (room > client->capacity) client->data = realloc(client->data, client->capacity = room);
    ssize_t count = recv(client->socket, client->data + have, client->capacity - have - 1, 0);
    if (count <= 0) err(1, "%s: no answer", path);
    client->data[have += count] = 0;
    char *end = headEnd ? NULL : strstr(client->data, "\r\n\r\n");
    if (!end) continue;
    headEnd = end + 4 - client->data;
    *end = 0;
    char *field = strcasestr(client->data, "content-length:");
    if (!field || strncmp(client->data + 9, "200", 3)) errx(1, "%s: %s", path, client->data);
    want = strtoul(field + 15, NULL, 10);
  }
  *answer = client->data + headEnd;
  return want;
}

static void put(int folder, const char *name, const void *bytes, size_t size) {
  int file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  must(file, name);
  for (size_t done = 0; done < size;) {
    ssize_t count = write(file, (char *)bytes + done, size - done);
    must(count, name);
    done += count;
  }
  must(fsync(file), name);
  close(file);
}

static void note(const char *what, const char *name, int durable) {
  char line[400];
  int length = snprintf(line, sizeof line, "%s %s\n", what, name);
  must(write(journal, line, length), "journal");
  if (durable) must(fdatasync(journal), "journal");
}

static void make(Client *client, const char *name) {
  char prompt[300], working[300], hidden[300], path[300], *answer;
  static __thread char body[1 << 20];
  snprintf(prompt, sizeof prompt, "%s.prompt.json", name);
  snprintf(working, sizeof working, "%s.working.json", name);
  snprintf(hidden, sizeof hidden, ".%s", name);
  if (renameat2(inbox, prompt, inbox, working, RENAME_NOREPLACE)) return;
  int file = openat(inbox, working, O_RDONLY | O_CLOEXEC);
  must(file, working);
  ssize_t size = read(file, body, sizeof body);
  must(size, working);
  close(file);
  must(fsync(inbox), "inbox");
  note("sends", name, 1);
  call(client, "POST", model, body, size, &answer);
  char id[100] = "", *start = strstr(answer, "\"request_id\":\"");
  if (!start || sscanf(start + 14, "%99[^\"]", id) != 1) errx(1, "no id: %s", answer);
  char line[400];
  snprintf(line, sizeof line, "%s is", id);
  note(line, name, 1);
  snprintf(path, sizeof path, "/v1/requests/%s/result", id);
  while (call(client, "GET", path, "", 0, &answer), !strstr(answer, "\"completed\"")) usleep(pollMs * 1000);
  char *result = strdup(answer);
  must(mkdirat(outbox, hidden, 0777), hidden);
  int folder = openat(outbox, hidden, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  must(folder, hidden);
  int number = 0;
  for (char *link = result; (link = strstr(link, "http://127.0.0.1:")); link++) {
    char url[300], image[300];
    if (sscanf(link, "http://127.0.0.1:%*d%299[^\"]", url) != 1) continue;
    size_t bytes = call(client, "GET", url, "", 0, &answer);
    snprintf(image, sizeof image, "%s-%d.png", name, ++number);
    put(folder, image, answer, bytes);
  }
  put(folder, "metadata.json", result, strlen(result));
  free(result);
  must(fsync(folder), hidden);
  close(folder);
  must(renameat2(outbox, hidden, outbox, name, RENAME_NOREPLACE), name);
  must(fsync(outbox), "outbox");
  must(unlinkat(inbox, working, 0), working);
  note("done", name, 0);
}

static void *work(void *unused) {
  Client client = {.socket = -1};
  while (1) {
    Item *item = pop();
    make(&client, item->name);
    free(item);
  }
  return unused;
}

int main(int count, char **arguments) {
  if (count != 7) errx(64, "usage: plain INBOX OUTBOX STATE PORT PLACES POLL-MS");
  char path[4096];
  must(inbox = open(arguments[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC), arguments[1]);
  must(outbox = open(arguments[2], O_RDONLY | O_DIRECTORY | O_CLOEXEC), arguments[2]);
  snprintf(path, sizeof path, "%s/journal", arguments[3]);
  must(journal = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600), path);
  port = atoi(arguments[4]);
  pollMs = atoi(arguments[6]);
  int watch = inotify_init1(IN_CLOEXEC);
  must(inotify_add_watch(watch, arguments[1], IN_MOVED_TO | IN_CLOSE_WRITE), "watch");
  for (int i = 0; i < atoi(arguments[5]); i++) {
    pthread_t thread;
    pthread_create(&thread, NULL, work, NULL);
  }
  DIR *folder = opendir(arguments[1]);
  for (struct dirent *entry; (entry = readdir(folder));) push(entry->d_name);
  closedir(folder);
  static char events[1 << 16] __attribute__((aligned(8)));
  puts("ready");
  fflush(stdout);
  for (ssize_t size; (size = read(watch, events, sizeof events)) > 0;)
    for (char *at = events; at < events + size;) {
      struct inotify_event *event = (struct inotify_event *)at;
      if (event->len && !(event->mask & IN_ISDIR)) push(event->name);
      at += sizeof *event + event->len;
    }
}
