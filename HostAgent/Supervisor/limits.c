/*
 * What a task may use. Where the agent has control groups (version 2) to give, each task with limits gets one, and the kernel holds memory,
 * processor share and processes. What no group holds is watched: every LOOK_MS the processes of the task are counted together, and a task that went
 * over a limit is killed as a whole. A look that comes late is all that it can gain; a share of the processor cannot be held like this, and is not.
 *
 * The record says by which means each limit is held, and which one was broken:
 *
 *   H means            five letters, for memory, processor share, processor time, processes and open files: c (control group), w (watched),
 *                      r (each process by its resource limit), n (not held), - (not asked for)
 *   V limit at-us      memory, cpu or processes: it went over that limit, and its processes are being killed; idle: nobody typed for too long
 */
#define _GNU_SOURCE
#include "limits.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "news.h"
#include "proc.h"

enum { LOOK_MS = 100, KILL_MS = 20, PERIOD_US = 100000, CPU_GRACE_S = 1, CPU_KILL_S = 5 };
enum { MEMORY, SHARE, CPU, PROCESSES, FILES, KINDS };

static struct limits limits;
static char means[KINDS + 1] = "-----";
static int directory = -1;    /* of the group; there is none without */
static int joining = -1;
static int over;
static long long next_look;

static int write_text(int at, const char *file, const char *text)
{
    int fd = openat(at, file, O_WRONLY | O_CLOEXEC);
    int failed = fd < 0 || write(fd, text, strlen(text)) < 0;
    if (fd >= 0)
        close(fd);
    return failed ? -1 : 0;
}

static int write_number(const char *file, long long number)
{
    char text[32];
    snprintf(text, sizeof text, "%lld", number);
    return write_text(directory, file, text);
}

/* The number behind a name in a file of lines "name number"; -1 if there is none. */
static long long read_number(int at, const char *file, const char *name)
{
    char text[4096];
    size_t length = strlen(name);
    int fd = openat(at, file, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    if (fd >= 0)
        close(fd);
    text[n > 0 ? n : 0] = 0;
    for (char *line = text; line && *line; line = strchr(line, '\n'), line += line != NULL)
        if (!strncmp(line, name, length) && (line[length] == ' ' || line[length] == ':'))
            return atoll(line + length + 1);
    return -1;
}

/* Memory that is swapped out would not count; one process that is killed for the others would leave half a task. */
static int hold_memory(void)
{
    write_number("memory.swap.max", 0);   /* there is none on a kernel without swap */
    return write_number("memory.oom.group", 1) || write_number("memory.max", limits.memory) ? -1 : 0;
}

static int hold_share(void)
{
    char text[64];
    snprintf(text, sizeof text, "%lld %d", limits.cpu_percent * (long long)PERIOD_US / 100, PERIOD_US);
    return write_text(directory, "cpu.max", text);
}

static void make_group(void)
{
    if (!*limits.group || !(limits.memory || limits.cpu_percent || limits.processes || limits.cpu_seconds))
        return;
    if (mkdir(limits.group, 0755) && errno != EEXIST)   /* of an attempt that was voided */
        return;
    directory = open(limits.group, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    joining = directory < 0 ? -1 : openat(directory, "cgroup.procs", O_WRONLY | O_CLOEXEC);
    if (joining < 0) {
        rmdir(limits.group);
        directory = -1;
    }
}

void prepare_limits(const struct limits *asked)
{
    char line[16];
    limits = *asked;
    if (!(limits.memory || limits.cpu_percent || limits.cpu_seconds || limits.processes || limits.files))
        return;
    make_group();
    int grouped = directory >= 0, watched = can_walk() ? 'w' : 'n';
    if (limits.memory)
        means[MEMORY] = grouped && !hold_memory() ? 'c' : watched;
    if (limits.cpu_percent)
        means[SHARE] = grouped && !hold_share() ? 'c' : 'n';
    if (limits.cpu_seconds)
        means[CPU] = grouped && read_number(directory, "cpu.stat", "usage_usec") >= 0 ? 'c' : watched;
    if (limits.processes)
        means[PROCESSES] = grouped && !write_number("pids.max", limits.processes) ? 'c' : watched;
    if (limits.files)
        means[FILES] = 'r';
    if (limits.cpu_seconds && means[CPU] == 'n')
        means[CPU] = 'r';
    next_look = limits.memory || limits.cpu_seconds || limits.processes ? clock_us(CLOCK_MONOTONIC) + LOOK_MS * 1000LL : 0;
    say(line, snprintf(line, sizeof line, "H %s\n", means));
}

static void hold(int resource, rlim_t soft, rlim_t hard)
{
    struct rlimit now;
    getrlimit(resource, &now);
    if (hard > now.rlim_max)
        hard = now.rlim_max;   /* more than the host allows is not given, so that the limit holds all the same */
    now.rlim_max = hard;
    now.rlim_cur = soft < hard ? soft : hard;
    setrlimit(resource, &now);
}

int join_limits(void)
{
    if (limits.files)
        hold(RLIMIT_NOFILE, limits.files, limits.files);
    if (limits.cpu_seconds)   /* for when nobody looks: the supervisor may be killed */
        hold(RLIMIT_CPU, limits.cpu_seconds + CPU_GRACE_S, limits.cpu_seconds + CPU_KILL_S);
    return joining < 0 || write(joining, "0", 1) == 1 ? 0 : -1;
}

/* Whoever cannot be asked (another user's, or gone) counts with all that he has in memory. */
static long long shared_out(const struct process *process)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", process->pid);
    long long kb = read_number(AT_FDCWD, path, "Pss");
    return kb < 0 ? process->resident : kb * 1024;
}

static long long resident, used, tasks, shared;

static void count_process(const struct process *process)
{
    resident += process->resident;
    used += process->cpu_us;
    tasks += process->threads;
}

static void count_shares(const struct process *process)
{
    shared += shared_out(process);
}

/* What processes share is theirs once: that is asked only of a task that would be over its limit otherwise, because it takes long. */
static int is_over_memory(void)
{
    if (resident <= limits.memory)
        return 0;
    shared = 0;
    walk(count_shares);
    return shared > limits.memory;
}

static void kill_process(const struct process *process)
{
    kill(process->pid, SIGKILL);
}

static void kill_all(void)
{
    if (directory >= 0)
        write_text(directory, "cgroup.kill", "1");
    walk(kill_process);   /* what fled from the group, or there is none */
}

static void break_off(const char *limit)
{
    char line[64];
    over = 1;
    say(line, snprintf(line, sizeof line, "V %s %lld\n", limit, clock_us(CLOCK_REALTIME)));
}

static int is_watched(int kind)
{
    return means[kind] == 'w';
}

/* The host may have been short of memory itself, and killed something of the group for that: then it had not reached its own limit. */
static int is_out_of_memory(void)
{
    return means[MEMORY] == 'c' && read_number(directory, "memory.events", "oom") > 0 && read_number(directory, "memory.events", "oom_kill") > 0;
}

static void look(long long reaped_us)
{
    resident = used = tasks = 0;
    if (is_watched(MEMORY) || is_watched(CPU) || is_watched(PROCESSES))
        walk(count_process);
    if (means[CPU] == 'c')
        used = read_number(directory, "cpu.stat", "usage_usec");
    else
        used += reaped_us;
    if (is_watched(MEMORY) && is_over_memory())
        break_off("memory");
    else if (limits.cpu_seconds && means[CPU] != 'r' && used > limits.cpu_seconds * 1000000)
        break_off("cpu");
    else if (is_watched(PROCESSES) ? tasks > limits.processes : means[PROCESSES] == 'c' && read_number(directory, "pids.events", "max") > 0)
        break_off("processes");
    else if (is_out_of_memory())
        break_off("memory");
}

void watch_limits(long long reaped_us)
{
    long long now = next_look ? clock_us(CLOCK_MONOTONIC) : 0;
    if (now < next_look || !next_look)
        return;
    if (!over)
        look(reaped_us);
    if (over)
        kill_all();   /* again and again: one can be made between being looked for and being killed */
    next_look = clock_us(CLOCK_MONOTONIC) + (over ? KILL_MS : LOOK_MS) * 1000LL;
}

int until_next_look(void)
{
    long long left = next_look - clock_us(CLOCK_MONOTONIC);
    return !next_look ? -1 : left > 0 ? (int)(left / 1000) + 1 : 0;
}

void judge_end(int by_cpu_signal)
{
    if (over)
        return;
    if (limits.cpu_seconds && by_cpu_signal)
        break_off("cpu");
    else if (is_out_of_memory())
        break_off("memory");
    else if (means[PROCESSES] == 'c' && read_number(directory, "pids.events", "max") > 0)
        break_off("processes");
    if (over)
        next_look = clock_us(CLOCK_MONOTONIC);
}

void end_for(const char *limit, int grace_ms)
{
    if (over)
        return;
    break_off(limit);
    next_look = clock_us(CLOCK_MONOTONIC) + grace_ms * 1000LL;
}

int is_over_limit(void)
{
    return over;
}

int has_group(void)
{
    return directory >= 0;
}

void remove_group(void)
{
    if (directory >= 0)
        rmdir(limits.group);
}
