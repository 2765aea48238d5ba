/*
 * opsexec DIRECTORY NAME: looks after one attempt of a task, so that the attempt does not depend on the life of the agent.
 *
 * It claims the attempt (rename of NAME.task to NAME.claim: of several, only one can win; the agent voids an attempt by deleting
 * NAME.task), starts the root process in a session of its own, copies its output from two pipes to NAME.out and NAME.err, and appends
 * what happens to NAME.claim and to descriptor 3, where the agent listens if it is alive. Every line is one write.
 *
 *   C pid start-ticks                                         this supervisor holds the claim
 *   S pid start-ticks started-us                              the root process runs
 *   F stage errno at-us                                       no process came to be
 *   R e|s code started-us ended-us user-us system-us rss-kb   the root ended (e: exit code, s: signal), others of the task still run
 *   X ... the same ... left dropped                           the attempt is over; left: processes that live on; dropped: output bytes lost
 *   L                                                         somebody else holds the claim (descriptor 3 only)
 *
 * Output goes through pipes and not straight to the files: a script that opens /dev/stderr for writing would truncate a file.
 * As a subreaper it inherits every orphan of the task, whatever session it fled to; none left means that the task's tree is dead.
 * SIGUSR1 says that the agent is ending the tree: then the attempt is over only when every process is gone.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "proc.h"
#include "spec.h"

enum { NOTIFY = 3, CHUNK = 65536, LINGER_MS = 5000, RETRY_MS = 250, FULL_PASS = 32, SOFT_FILES = 1024, NAME_LENGTH = 128 };

struct output { int pipe, file; size_t held, written; char path[NAME_LENGTH], bytes[CHUNK]; };

/* What a task sends to its own group or terminal must not end its supervisor. */
static const int ignored[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, 0};

static struct output outputs[2];
static long long dropped, root_started;
static int record = -1;

/* Written by the child, which shares our memory until it executes its program. */
static volatile int child_error;
static const char *volatile child_stage;

static void say(const char *line, int length)
{
    ssize_t kept = record < 0 ? 0 : write(record, line, length);
    (void)kept;   /* only a full disk: the agent hears it all the same, or finds an attempt without an end */
    send(NOTIFY, line, length, MSG_NOSIGNAL | MSG_DONTWAIT);
}

void fail(const char *stage, int error)
{
    char line[128];
    say(line, snprintf(line, sizeof line, "F %s %d %lld\n", stage, error, clock_us(CLOCK_REALTIME)));
    exit(0);
}

static pid_t start(struct spec *spec, mode_t mask)
{
    int ends[2], writers[2];
    int input = open(*spec->input ? spec->input : "/dev/null", O_RDONLY | O_CLOEXEC);
    if (input < 0)
        fail("input", errno);
    for (int i = 0; i < 2; i++) {
        outputs[i].file = -1;
        if (pipe2(ends, O_CLOEXEC))
            fail("pipe", errno);
        fcntl(ends[0], F_SETFL, O_NONBLOCK);
        outputs[i].pipe = ends[0];
        writers[i] = ends[1];
    }
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_cur > SOFT_FILES)
        files.rlim_cur = SOFT_FILES;   /* the agent's runtime raised it; programs that use select() or close every number suffer */

    root_started = clock_us(CLOCK_REALTIME);
    pid_t pid = vfork();
    if (pid == 0) {
        sigset_t none;
        sigemptyset(&none);
        child_stage = "start";
        setsid();
        for (const int *s = ignored; *s; s++)
            signal(*s, SIG_DFL);   /* every other signal is as the agent's spawn set it: default */
        sigprocmask(SIG_SETMASK, &none, NULL);
        setrlimit(RLIMIT_NOFILE, &files);
        umask(mask);
        if (dup2(input, 0) == 0 && dup2(writers[0], 1) == 1 && dup2(writers[1], 2) == 2) {
            child_stage = "chdir";
            if (chdir(spec->dir) == 0) {
                child_stage = "exec";
                exec_on_path(spec);
            }
        }
        child_error = errno;
        _exit(127);
    }
    if (pid < 0)
        fail("fork", errno);
    close(input);
    close(writers[0]);
    close(writers[1]);
    if (child_error) {
        waitpid(pid, NULL, 0);
        fail(child_stage, child_error);
    }
    return pid;
}

/* Moves one chunk from pipe to file. Returns 0 when there is nothing to move now. A full disk holds the chunk, and so the script. */
static int pump(struct output *o, int give_up)
{
    if (o->pipe < 0)
        return 0;
    if (!o->held) {
        ssize_t n = read(o->pipe, o->bytes, CHUNK);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            return 0;
        if (n <= 0) {
            close(o->pipe);
            o->pipe = -1;
            return 0;
        }
        o->held = n;
        o->written = 0;
    }
    if (o->file < 0)   /* not before there is something to write: most tasks print to one stream or none */
        o->file = open(o->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    while (o->written < o->held) {
        ssize_t n = write(o->file, o->bytes + o->written, o->held - o->written);
        if (n >= 0)
            o->written += n;
        else if (errno == EINTR)
            continue;
        else if (!give_up)
            return 0;
        else
            break;
    }
    dropped += o->held - o->written;
    o->held = 0;
    return 1;
}

struct root { pid_t pid; int ended, status; long long at, deadline; struct rusage used; };

static void say_end(char kind, const struct root *root, int left)
{
    char line[256];
    int by_itself = WIFEXITED(root->status);
    const struct rusage *used = &root->used;
    int n = snprintf(line, sizeof line, "%c %c %d %lld %lld %lld %lld %ld", kind, by_itself ? 'e' : 's',
        by_itself ? WEXITSTATUS(root->status) : WTERMSIG(root->status), root_started, root->at,
        used->ru_utime.tv_sec * 1000000LL + used->ru_utime.tv_usec, used->ru_stime.tv_sec * 1000000LL + used->ru_stime.tv_usec,
        used->ru_maxrss);
    if (kind == 'X')
        n += snprintf(line + n, sizeof line - n, " %d %lld", left, dropped);
    line[n++] = '\n';
    say(line, n);
}

/* Collects the dead. Returns whether no process of the task is left. */
static int reap(struct root *root)
{
    int status;
    pid_t pid;
    struct rusage used;
    while ((pid = wait4(-1, &status, WNOHANG, &used)) > 0)
        if (pid == root->pid) {
            root->ended = 1;
            root->status = status;
            root->used = used;
            root->at = clock_us(CLOCK_REALTIME);
            root->deadline = clock_us(CLOCK_MONOTONIC) + LINGER_MS * 1000LL;
        }
    return pid < 0 && errno == ECHILD;
}

/* Sleeps until there is output, a death, an order, or nothing more to wait for. */
static void wait_for_news(int signals, int timeout)
{
    struct pollfd fds[3] = {{signals, POLLIN, 0}};
    for (int i = 0; i < 2; i++) {
        fds[i + 1] = (struct pollfd){outputs[i].held ? -1 : outputs[i].pipe, POLLIN, 0};
        if (outputs[i].held && (timeout < 0 || timeout > RETRY_MS))
            timeout = RETRY_MS;
    }
    poll(fds, 3, timeout);
}

static int signalled(int signals, unsigned int wanted)
{
    struct signalfd_siginfo info;
    int found = 0;
    while (read(signals, &info, sizeof info) == sizeof info)
        found |= info.ssi_signo == wanted;
    return found;
}

/* Moves what there is, a bounded amount at a time. Returns whether the pipes are empty and everything is in the files. */
static int move(int give_up)
{
    int moved = 1;
    for (int pass = 0; pass < FULL_PASS && moved; pass++)
        moved = pump(&outputs[0], give_up) | pump(&outputs[1], give_up);
    return !moved && !outputs[0].held && !outputs[1].held;
}

/* What lives on may go on writing: without a reader it would die of SIGPIPE. */
static void drain(struct root *root, int signals)
{
    close(NOTIFY);
    while ((outputs[0].pipe >= 0 || outputs[1].pipe >= 0) && !reap(root)) {
        wait_for_news(signals, -1);
        signalled(signals, 0);
        for (int i = 0; i < 2; i++) {
            ssize_t n = outputs[i].pipe < 0 ? 1 : read(outputs[i].pipe, outputs[i].bytes, CHUNK);
            if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) {
                close(outputs[i].pipe);
                outputs[i].pipe = -1;
            }
        }
    }
}

static void watch(struct root *root, int signals)
{
    int alone = 0, ending = 0, over = 0, timeout = -1, told = 0;
    while (!over) {
        wait_for_news(signals, timeout);
        ending |= signalled(signals, SIGUSR1);
        alone = reap(root);
        int empty = move(0);
        if (!root->ended)
            continue;
        long long left = root->deadline - clock_us(CLOCK_MONOTONIC);
        over = alone ? empty || left <= 0 : left <= 0 && !ending;
        timeout = left > 0 ? (int)(left / 1000) + 1 : !alone && ending ? -1 : 0;
        if (!told && !over) {
            say_end('R', root, 0);
            told = 1;
        }
    }
    move(1);
    say_end('X', root, alone ? 0 : count_left());
    if (!alone)
        drain(root, signals);
}

/* From here on nobody else will run this attempt. Returns the file in which that is written down. */
static int claim(const char *name)
{
    char from[NAME_LENGTH], to[NAME_LENGTH];
    snprintf(from, sizeof from, "%s.task", name);
    snprintf(to, sizeof to, "%s.claim", name);
    snprintf(outputs[0].path, NAME_LENGTH, "%s.out", name);
    snprintf(outputs[1].path, NAME_LENGTH, "%s.err", name);
    if (rename(from, to)) {
        send(NOTIFY, "L\n", 2, MSG_NOSIGNAL | MSG_DONTWAIT);
        exit(0);
    }
    return open(to, O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW);
}

int main(int argc, char **argv)
{
    char name[16], line[128];
    sigset_t watched;
    if (argc != 3 || strlen(argv[2]) > NAME_LENGTH - 8 || chdir(argv[1]))
        return 64;
    syscall(SYS_close_range, NOTIFY + 1, ~0U, 0);
    fcntl(NOTIFY, F_SETFD, FD_CLOEXEC);
    mode_t mask = umask(077);
    for (const int *s = ignored; *s; s++)
        signal(*s, SIG_IGN);
    sigemptyset(&watched);
    sigaddset(&watched, SIGCHLD);
    sigaddset(&watched, SIGUSR1);
    sigprocmask(SIG_SETMASK, &watched, NULL);

    record = claim(argv[2]);
    int signals = signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);
    if (record < 0 || signals < 0 || prctl(PR_SET_CHILD_SUBREAPER, 1))
        fail("supervise", errno);
    struct spec spec = read_spec(record);
    say(line, snprintf(line, sizeof line, "C %d %llu\n", getpid(), start_ticks("self", NULL)));
    struct root root = {.pid = start(&spec, mask)};
    snprintf(name, sizeof name, "%d", root.pid);
    say(line, snprintf(line, sizeof line, "S %d %llu %lld\n", root.pid, start_ticks(name, NULL), root_started));
    watch(&root, signals);
    return 0;
}
