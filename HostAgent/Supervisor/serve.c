/*
 * opsexec DIRECTORY: forks a supervisor (opsexec.c) for each attempt that the agent names.
 *
 * Names come from descriptor 3, one in each message; what happens goes to descriptor 4, where the supervisors speak for themselves: the
 * attempt's name and lines, one message at a time. Of its own it says only
 *
 *   F fork errno at-us   there is no room for a supervisor
 *   D                    the supervisor was killed before its last word
 *
 * It ends with the agent (descriptor 3 has no other end then), and nothing depends on its life: supervisors live on, each attempt is
 * claimed by one supervisor whoever forked it, and the agent starts another server and names again what it heard nothing of.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "news.h"
#include "opsexec.h"
#include "proc.h"

enum { ORDERS = 3, SOFT_FILES = 1024 };

struct child { pid_t pid; char name[NAME_LENGTH]; };

static struct child *children;
static int count, capacity;

static int has_room(void)
{
    if (count < capacity)
        return 1;
    struct child *more = realloc(children, (capacity + 64) * sizeof *more);
    if (!more)
        return 0;
    children = more;
    capacity += 64;
    return 1;
}

static void tell_of(const char *name, const char *line, int length)
{
    begin_news(name);
    say(line, length);
    tell(1);
}

static void start(const char *name, int signals)
{
    char line[64];
    pid_t pid = has_room() ? fork() : -1;
    if (pid == 0) {
        close(ORDERS);   /* or the agent would not see the server's death */
        close(signals);
        supervise(name);
        _exit(0);
    }
    if (pid < 0) {
        tell_of(name, line, snprintf(line, sizeof line, "F fork %d %lld\n", errno, clock_us(CLOCK_REALTIME)));
        return;
    }
    children[count].pid = pid;
    strcpy(children[count++].name, name);
}

static void reap(void)
{
    int status, i;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        for (i = 0; i < count && children[i].pid != pid; i++)
            ;
        if (i == count)
            continue;
        struct child dead = children[i];
        children[i] = children[--count];
        if (status)
            tell_of(dead.name, "D\n", 2);
    }
}

int main(int argc, char **argv)
{
    char name[NAME_LENGTH - 7];   /* with room for an ending */
    ssize_t length;
    struct rlimit files;
    sigset_t watched;
    struct signalfd_siginfo info;
    if (argc != 2 || chdir(argv[1]))
        return 64;
    syscall(SYS_close_range, NEWS + 1, ~0U, 0);
    fcntl(ORDERS, F_SETFD, FD_CLOEXEC);
    fcntl(NEWS, F_SETFD, FD_CLOEXEC);
    umask(077);
    for (const int *s = ignored; *s; s++)
        signal(*s, SIG_IGN);
    sigemptyset(&watched);
    sigaddset(&watched, SIGCHLD);
    sigaddset(&watched, SIGUSR1);
    sigaddset(&watched, SIGIO);      /* of a task's output, see output.c */
    sigaddset(&watched, SIGRTMIN);
    sigprocmask(SIG_SETMASK, &watched, NULL);
    getrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_cur > SOFT_FILES)
        files.rlim_cur = SOFT_FILES;   /* the agent's runtime raised it; programs that use select() or close every number suffer */
    setrlimit(RLIMIT_NOFILE, &files);

    int signals = signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);
    struct pollfd events[2] = {{ORDERS, POLLIN, 0}, {signals, POLLIN, 0}};
    if (signals < 0)
        return 65;
    while (poll(events, 2, -1) > 0 || errno == EINTR) {
        if (events[1].revents) {
            while (read(signals, &info, sizeof info) == sizeof info)
                ;
            reap();
        }
        if (!events[0].revents)
            continue;
        if ((length = recv(ORDERS, name, sizeof name - 1, 0)) <= 0)
            break;
        name[length] = 0;
        start(name, signals);
    }
    return 0;
}
