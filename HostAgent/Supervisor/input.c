/*
 * Types what operators say into the terminal of a task, each byte once and in its order, whoever says it again.
 *
 * NAME.tty is a socket of the agent's user alone. What comes there is a message: where its bytes stand among all that are ever typed, and the
 * terminal's new size or none. What was typed before is passed over, and what would leave a gap is not typed at all. The answer is how many bytes
 * were typed so far, by whoever: this count is the only one, and it lives as long as the terminal. So an agent that was killed in between asks, and
 * goes on from there. What is typed is in memory here, and in the kernel's queue of the terminal: nowhere else.
 *
 * A program that does not read fills that queue. Then nothing more is typed, the answer says so, and nothing waits here.
 */
#define _GNU_SOURCE
#include "input.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

#include "news.h"
#include "proc.h"

enum { MOST_TYPED = 16384 };

struct typed { int64_t at; uint16_t columns, rows; uint32_t unused; char bytes[MOST_TYPED]; };

static const size_t HEADING = offsetof(struct typed, bytes);

static int listener = -1, caller = -1, terminal = -1;
static int64_t count;
static long long idle_us, typed_at;

int take_input(const char *name, int task_terminal, long long idle_ms)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (snprintf(address.sun_path, sizeof address.sun_path, "%s.tty", name) >= (int)sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    terminal = task_terminal;
    idle_us = idle_ms * 1000;
    typed_at = clock_us(CLOCK_MONOTONIC);
    listener = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    return listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 4) ? -1 : 0;
}

void expect_input(struct pollfd *events)
{
    events[0] = (struct pollfd){listener, POLLIN, 0};
    events[1] = (struct pollfd){caller, POLLIN, 0};
}

static void resize(const struct typed *typed)
{
    struct winsize size = {typed->rows, typed->columns, 0, 0};
    if (typed->columns && typed->rows)
        ioctl(terminal, TIOCSWINSZ, &size);   /* which tells the programs, if it is another one */
}

static void type(const struct typed *typed, int64_t length)
{
    int64_t known = count - typed->at;
    if (length > 0)
        typed_at = clock_us(CLOCK_MONOTONIC);
    if (known < 0 || known >= length)
        return;
    ssize_t n = write(terminal, typed->bytes + known, length - known);
    if (n > 0)
        count += n;
}

/* One message. Returns whether there may be more. */
static int hear_one(void)
{
    static struct typed typed;
    ssize_t length = recv(caller, &typed, sizeof typed, MSG_DONTWAIT);
    if (length < 0 && (errno == EAGAIN || errno == EINTR))
        return 0;
    if (length < (ssize_t)HEADING || typed.at < 0) {
        close(caller);   /* it is gone */
        caller = -1;
        return 0;
    }
    resize(&typed);
    type(&typed, length - HEADING);
    explicit_bzero(typed.bytes, length - HEADING);
    if (send(caller, &count, sizeof count, MSG_NOSIGNAL | MSG_DONTWAIT) < 0) {
        close(caller);   /* who does not read the answers asks anew */
        caller = -1;
        return 0;
    }
    return 1;
}

void hear_input(const struct pollfd *events)
{
    if (listener >= 0 && events[0].revents) {
        int next = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (next >= 0 && caller >= 0)
            close(caller);   /* the agent has another life by now */
        caller = next >= 0 ? next : caller;
    }
    if (caller >= 0)
        for (int left = 4; left > 0 && hear_one(); left--)   /* the task's output has its turn too */
            ;
}

int until_idle(void)
{
    long long left = typed_at + idle_us - clock_us(CLOCK_MONOTONIC);
    return !idle_us ? -1 : left > 0 ? (int)(left / 1000) + 1 : 0;
}

int hang_up_if_idle(void)
{
    pid_t leader = -1, foreground = -1;
    if (until_idle() != 0)
        return 0;
    idle_us = 0;
    ioctl(terminal, TIOCGSID, &leader);
    ioctl(terminal, TIOCGPGRP, &foreground);
    if (leader > 1) {
        kill(leader, SIGHUP);
        kill(leader, SIGCONT);
    }
    if (foreground > 1) {
        kill(-foreground, SIGHUP);
        kill(-foreground, SIGCONT);
    }
    return 1;
}
