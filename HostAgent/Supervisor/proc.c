#define _GNU_SOURCE
#include "proc.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

long long clock_us(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

/* /proc/PID/stat from its third field on. The name in field 2 may hold anything, so that begins behind its last ')'. */
static const char *read_stat(const char *pid)
{
    static char text[1024];
    char path[64], *at;
    snprintf(path, sizeof path, "/proc/%s/stat", pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    if (fd >= 0)
        close(fd);
    text[n > 0 ? n : 0] = 0;
    return (at = strrchr(text, ')')) ? at + 1 : NULL;
}

/* Field 22, and field 4. */
unsigned long long start_ticks(const char *pid, int *parent)
{
    unsigned long long ticks = 0;
    const char *at = read_stat(pid);
    if (!at)
        return 0;
    int ppid = 0;
    sscanf(at, " %*c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu", &ppid, &ticks);
    if (parent)
        *parent = ppid;
    return ticks;
}

/* Runs once, and only when something outlived its root, so it may take its time. */
int count_left(void)
{
    static int pids[65536], parents[65536];
    static char ours[65536];
    int n = 0, left = 0, grew = 1;
    DIR *proc = opendir("/proc");
    struct dirent *entry;
    while (proc && (entry = readdir(proc)) && n < 65536)
        if (entry->d_name[0] >= '0' && entry->d_name[0] <= '9' && start_ticks(entry->d_name, &parents[n]))
            pids[n++] = atoi(entry->d_name);
    if (proc)
        closedir(proc);
    while (grew) {
        grew = 0;
        for (int i = 0; i < n; i++) {
            int mine = parents[i] == getpid();
            for (int j = 0; j < n && !mine && !ours[i]; j++)
                mine = ours[j] && pids[j] == parents[i];
            if (mine && !ours[i])
                ours[i] = 1, left++, grew = 1;
        }
    }
    return left;
}

/* Who is still to be shown, and then those who were: as many as a host may have by default. */
static int line[65536], end;

static void add_children(const char *path)
{
    char text[4096];
    int pid = 0;
    ssize_t n;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    while (fd >= 0 && (n = read(fd, text, sizeof text)) > 0)
        for (ssize_t i = 0; i < n; i++)
            if (text[i] >= '0' && text[i] <= '9')
                pid = pid * 10 + text[i] - '0';
            else if (pid) {
                if (end < (int)(sizeof line / sizeof *line))
                    line[end++] = pid;
                pid = 0;
            }
    if (fd >= 0)
        close(fd);
}

/* A child is that of the thread which made it. */
static void add_children_of(const struct process *process)
{
    char path[128];
    if (process->threads == 1) {
        snprintf(path, sizeof path, "/proc/%d/task/%d/children", process->pid, process->pid);
        add_children(path);
        return;
    }
    snprintf(path, sizeof path, "/proc/%d/task", process->pid);
    DIR *threads = opendir(path);
    struct dirent *entry;
    while (threads && (entry = readdir(threads)))
        if (entry->d_name[0] != '.') {
            snprintf(path, sizeof path, "/proc/%d/task/%.16s/children", process->pid, entry->d_name);
            add_children(path);
        }
    if (threads)
        closedir(threads);
}

/* Fields 14 to 17, 20 and 24. */
static int read_process(struct process *process)
{
    char pid[16];
    unsigned long times[4];
    snprintf(pid, sizeof pid, "%d", process->pid);
    const char *at = read_stat(pid);
    if (!at || sscanf(at, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %lu %lu %*d %*d %d %*d %*u %*u %lld",
            &times[0], &times[1], &times[2], &times[3], &process->threads, &process->resident) != 6)
        return 0;
    process->resident *= sysconf(_SC_PAGESIZE);
    process->cpu_us = (long long)(times[0] + times[1] + times[2] + times[3]) * (1000000 / sysconf(_SC_CLK_TCK));
    return 1;
}

int can_walk(void)
{
    return access("/proc/thread-self/children", R_OK) == 0;
}

void walk(void (*visit)(const struct process *process))
{
    end = 0;
    add_children("/proc/thread-self/children");
    for (int i = 0; i < end; i++) {
        struct process process = {.pid = line[i]};
        if (!read_process(&process))
            continue;
        add_children_of(&process);
        visit(&process);
    }
}
