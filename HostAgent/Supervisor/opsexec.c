/*
 * The supervisor: looks after one attempt of a task, so that the attempt does not depend on the life of the agent. It is forked by the
 * server (serve.c), in the directory of the attempts, and does not depend on the life of that one either.
 *
 * It claims the attempt (rename of NAME.task to NAME.claim: of several, only one can win; the agent voids an attempt by deleting
 * NAME.task), starts the root process in a session of its own, moves its output to NAME.out and NAME.err (output.c), and appends
 * what happens to NAME.claim, and tells the agent if it is alive. Every line is one write.
 *
 *   C pid start-ticks                                         this supervisor holds the claim
 *   S pid start-ticks started-us                              the root process runs
 *   F stage errno at-us                                       no process came to be
 *   H means, V limit at-us                                    limits of the task, see limits.c
 *   O                                                         the output reached its cap: what follows is counted, not kept
 *   R e|s code started-us ended-us user-us system-us rss-kb   the root ended (e: exit code, s: signal), others of the task still run
 *   X ... the same ... left dropped-out dropped-err clean     the attempt is over; left: processes that live on; then how many of the last
 *                                                             bytes of each stream its file lacks; clean (1 or 0): see is_clean
 *   L                                                         somebody else holds the claim (the agent is told; it is written nowhere)
 *
 * Output goes through pipes and not straight to the files: a script that opens /dev/stderr for writing would truncate a file.
 * As a subreaper it inherits every orphan of the task, whatever session it fled to; none left means that the task's tree is dead.
 * SIGUSR1 says that the agent is ending the tree: then the attempt is over only when every process is gone.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "input.h"
#include "news.h"
#include "opsexec.h"
#include "output.h"
#include "proc.h"
#include "spec.h"

enum { LINGER_MS = 5000, TELL_MS = 10, LAST_PASSES = 32, HANGUP_MS = 2000 };

const int ignored[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, 0};

static long long root_started, tell_at;

/* Written by the child, which shares our memory until it executes its program. */
static volatile int child_error;
static const char *volatile child_stage;

/*
 * What the agent is given for itself is not for its tasks: they start as a service of their user does. What would favour it over other processes is taken back; what
 * holds the whole service down (a positive nice) stays. How likely the kernel ends it for want of memory is as for any process: 0, which
 * needs no right but where a privileged process had set it higher; then that stays.
 */
static void be_ordinary(void)
{
    static const struct sched_param none;
    static const char by_default[64];   /* what the kernel takes for an action, which is smaller than that of libc */
    for (int internal = 32; internal <= 33; internal++)
        syscall(SYS_rt_sigaction, internal, by_default, NULL, 8);   /* glibc's spawn left them ignored, and lets nobody but the kernel be told */
    if (getpriority(PRIO_PROCESS, 0) < 0)
        setpriority(PRIO_PROCESS, 0, 0);
    if (sched_getscheduler(0) == SCHED_FIFO || sched_getscheduler(0) == SCHED_RR)
        sched_setscheduler(0, SCHED_OTHER, &none);
    int adjustment = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (adjustment < 0 || write(adjustment, "0", 1) < 0)
        return;
}

/* What the order asks for goes on from there; who may not is told. */
static int set_priorities(const struct spec *spec)
{
    enum { THIS_PROCESS = 1 };
    if (spec->nice && setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + spec->nice))
        return -1;
    return spec->io ? syscall(SYS_ioprio_set, THIS_PROCESS, 0, spec->io) : 0;
}

/* For good: root's rights go with the last of the three calls, and none of them is left out where one fails. */
static int become_user(const struct spec *spec)
{
    return spec->changes_user
        && (syscall(SYS_setgroups, spec->group_count, spec->groups) || syscall(SYS_setresgid, spec->group, spec->group, spec->group)
            || syscall(SYS_setresuid, spec->user, spec->user, spec->user)) ? -1 : 0;
}

/* Makes a directory, unless one is there that its user may use so. What is mounted may say anything but that it is there. */
static int make_directory(const char *path, int use)
{
    if (mkdir(path, 0777) == 0)
        return 0;
    int error = errno;
    if (access(path, use) == 0)
        return 0;
    if (error != EEXIST)
        errno = error;
    return -1;
}

/* The directory and those above it, made by the task's user, who must be able to write there in the end. */
static int make_directories(char *path)
{
    for (char *at = path + 1; *at; at++)
        if (*at == '/') {
            *at = 0;
            int failed = make_directory(path, X_OK);
            *at = '/';
            if (failed)
                return -1;
        }
    return make_directory(path, W_OK | X_OK);
}

/* A task opens what it was given once more by its name (/dev/stderr), and is another user than who made it. */
static void give_away(const struct spec *spec, int file)
{
    if (spec->changes_user && fchown(file, spec->user, -1))
        return;
}

static pid_t start(const char *name, struct spec *spec)
{
    int writers[2];
    name_outputs(name, spec->output_cap);
    if (spec->columns && (writers[0] = writers[1] = open_terminal(spec->columns, spec->rows, spec->idle_ms > 0)) < 0)
        fail("terminal", errno);
    if (spec->columns && spec->idle_ms && take_input(name, own_end(), spec->idle_ms))
        fail("terminal", errno);
    if (!spec->columns && open_pipes(writers))
        fail("pipe", errno);
    int input = spec->columns && !*spec->input
        ? fcntl(writers[0], F_DUPFD_CLOEXEC, 3)
        : open(*spec->input ? spec->input : "/dev/null", O_RDONLY | O_CLOEXEC);
    if (input < 0)
        fail("input", errno);
    give_away(spec, writers[0]);
    give_away(spec, writers[1]);
    if (*spec->input)
        give_away(spec, input);

    prepare_limits(&spec->limits);
    root_started = clock_us(CLOCK_REALTIME);
    tell_at = clock_us(CLOCK_MONOTONIC) + TELL_MS * 1000;
    pid_t pid = vfork();
    if (pid == 0) {
        sigset_t none;
        sigemptyset(&none);
        child_stage = "start";
        setsid();
        for (const int *s = ignored; *s; s++)
            signal(*s, SIG_DFL);   /* every other signal is as the agent's spawn set it: default */
        sigprocmask(SIG_SETMASK, &none, NULL);
        be_ordinary();
        umask(spec->mask);
        if (spec->columns)
            ioctl(writers[0], TIOCSCTTY, 0);
        if (dup2(input, 0) == 0 && dup2(writers[0], 1) == 1 && dup2(writers[1], 2) == 2) {
            if ((child_stage = "limits", join_limits()) == 0
                && (child_stage = "priority", set_priorities(spec)) == 0
                && (child_stage = "user", become_user(spec)) == 0
                && (child_stage = "mkdir", spec->makes_dir ? make_directories(spec->dir) : 0) == 0
                && (child_stage = "chdir", chdir(spec->dir)) == 0) {
                child_stage = "exec";
                exec_on_path(spec);
            }
        }
        child_error = errno;
        _exit(127);
    }
    if (pid < 0) {
        int error = errno;
        remove_group();
        fail("fork", error);
    }
    close(input);
    if (child_error) {
        waitpid(pid, NULL, 0);
        remove_group();
        fail(child_stage, child_error);
    }
    return pid;
}

struct root { pid_t pid; int ended, status; long long at, deadline; struct rusage used; };

/* Whether the working directory is as it was given, and no process of the task is left to change that: then another task can have it. */
static int is_clean(const char *dir, int left)
{
    enum { ONLY_DOTS = 48, ONE_BLOCK = 4096, MODE_BITS = 07777 };
    char entries[512];
    struct stat info;
    int fd = left ? -1 : open(dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    int clean = fd >= 0 && fstat(fd, &info) == 0 && (info.st_mode & MODE_BITS) == 0700 && info.st_uid == geteuid()
        && info.st_size <= ONE_BLOCK && syscall(SYS_getdents64, fd, entries, sizeof entries) == ONLY_DOTS;
    if (fd >= 0)
        close(fd);
    return clean;
}

static void say_end(char kind, const struct root *root, int left, int clean)
{
    char line[256];
    int by_itself = WIFEXITED(root->status);
    const struct rusage *used = &root->used;
    int n = snprintf(line, sizeof line, "%c %c %d %lld %lld %lld %lld %ld", kind, by_itself ? 'e' : 's',
        by_itself ? WEXITSTATUS(root->status) : WTERMSIG(root->status), root_started, root->at,
        used->ru_utime.tv_sec * 1000000LL + used->ru_utime.tv_usec, used->ru_stime.tv_sec * 1000000LL + used->ru_stime.tv_usec,
        used->ru_maxrss);
    if (kind == 'X')
        n += snprintf(line + n, sizeof line - n, " %d %lld %lld %d", left, dropped_of(0), dropped_of(1), clean);
    line[n++] = '\n';
    say(line, n);
}

/* The root's processes are its own; of those that fled from it we are told when they end. Time adds up, the peak is that of the largest process. */
static void add_use(struct rusage *sum, const struct rusage *used)
{
    timeradd(&sum->ru_utime, &used->ru_utime, &sum->ru_utime);
    timeradd(&sum->ru_stime, &used->ru_stime, &sum->ru_stime);
    if (sum->ru_maxrss < used->ru_maxrss)
        sum->ru_maxrss = used->ru_maxrss;
}

/* Collects the dead. Returns whether no process of the task is left. */
static int reap(struct root *root)
{
    int status;
    pid_t pid;
    struct rusage used;
    while ((pid = wait4(-1, &status, WNOHANG, &used)) > 0) {
        add_use(&root->used, &used);
        if (pid == root->pid) {
            root->ended = 1;
            root->status = status;
            root->at = clock_us(CLOCK_REALTIME);
            root->deadline = clock_us(CLOCK_MONOTONIC) + LINGER_MS * 1000LL;
        }
    }
    return pid < 0 && errno == ECHILD;
}

/* Sleeps until there is output, a death, an order, or nothing more to wait for. The agent is told of the start a little later: most tasks
 * are over by then, and one message says it all. */
static void wait_for_news(int signals, int timeout)
{
    if (is_untold() && (timeout < 0 || timeout > TELL_MS))
        timeout = TELL_MS;
    wait_for_output(signals, timeout);
    if (is_untold() && clock_us(CLOCK_MONOTONIC) >= tell_at)
        tell(0);
}

/* What lives on may go on writing: without a reader it would die of SIGPIPE. */
static void drain(struct root *root, int signals)
{
    close(NEWS);
    stop_keeping();
    while (discard_output() && !reap(root))
        wait_for_news(signals, -1);
    while (has_group() && !reap(root))   /* who removes the group is the last in it, or beside it */
        wait_for_news(signals, -1);
    remove_group();
}

static int sooner(int one, int other)
{
    return one < 0 || (other >= 0 && other < one) ? other : one;
}

/* Collects the dead, and ends the others where the task went over a limit. Returns whether no process of the task is left. */
static int look_after(struct root *root)
{
    int had_ended = root->ended, alone = reap(root);
    if (root->ended && !had_ended && root->status)
        judge_end(WIFSIGNALED(root->status) && WTERMSIG(root->status) == SIGXCPU);
    if (!alone)
        watch_limits((root->used.ru_utime.tv_sec + root->used.ru_stime.tv_sec) * 1000000LL + root->used.ru_utime.tv_usec + root->used.ru_stime.tv_usec);
    if (!root->ended && hang_up_if_idle())
        end_for("idle", HANGUP_MS);
    return alone;
}

static void watch(struct root *root, int signals, const char *dir)
{
    int alone = 0, over = 0, timeout = -1, told = 0;
    while (!over) {
        wait_for_news(signals, sooner(timeout, sooner(until_next_look(), root->ended ? -1 : until_idle())));
        alone = look_after(root);
        int empty = move_output(signals, root->ended ? LAST_PASSES : 1, 0);   /* while it runs, the next wait tells of more for less than another look */
        if (!root->ended)
            continue;
        long long left = root->deadline - clock_us(CLOCK_MONOTONIC);
        int to_the_last = is_ending() || is_over_limit();
        over = alone ? empty || left <= 0 : left <= 0 && !to_the_last;
        timeout = left > 0 ? (int)(left / 1000) + 1 : !alone && to_the_last ? -1 : 0;
        if (!told && !over) {
            say_end('R', root, 0, 0);
            told = 1;
        }
    }
    move_output(signals, LAST_PASSES, 1);
    int left = alone ? 0 : count_left();
    say_end('X', root, left, is_clean(dir, left || !alone));
    tell(1);
    if (alone)
        remove_group();
    else
        drain(root, signals);
}

/* From here on nobody else will run this attempt. Returns the file in which that is written down. */
static int claim(const char *name)
{
    char from[NAME_LENGTH], to[NAME_LENGTH];
    snprintf(from, sizeof from, "%s.task", name);
    snprintf(to, sizeof to, "%s.claim", name);
    if (rename(from, to)) {
        say("L\n", 2);
        tell(1);
        _exit(0);
    }
    return open(to, O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW);
}

void supervise(const char *name)
{
    char root_pid[16], line[128];
    sigset_t watched;
    begin_news(name);
    int record = claim(name);
    write_news_to(record);
    sigprocmask(SIG_SETMASK, NULL, &watched);   /* blocked since the server blocked them, so that none is missed */
    int signals = signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);
    if (record < 0 || signals < 0 || prctl(PR_SET_CHILD_SUBREAPER, 1))
        fail("supervise", errno);
    struct spec spec = read_spec(record);
    say(line, snprintf(line, sizeof line, "C %d %llu\n", getpid(), start_ticks("self", NULL)));
    struct root root = {.pid = start(name, &spec)};
    snprintf(root_pid, sizeof root_pid, "%d", root.pid);
    say(line, snprintf(line, sizeof line, "S %d %llu %lld\n", root.pid, start_ticks(root_pid, NULL), root_started));
    watch(&root, signals, spec.dir);
}
