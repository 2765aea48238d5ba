#include <sys/types.h>

/* What a task may use, as its order says; 0: as much as there is. */
struct limits {
    const char *group;   /* the control group that is to be made for it; empty: none can be */
    long long memory;    /* bytes, of all its processes together */
    int cpu_percent;     /* of one processor */
    long long cpu_seconds;
    long long processes; /* and threads, as the kernel counts them */
    long long files;     /* open at once, of each process */
};

/* Sets up what the kernel holds by itself, and says by which means each limit is held. Before the task's process is there. */
void prepare_limits(const struct limits *asked);

/* The same for a process that is about to become the task's. Returns -1 where it cannot join its group. */
int join_limits(void);

/* Looks at what the task uses, if it is time. If it went over a limit, its processes are killed, and the record says which limit it was. */
void watch_limits(long long reaped_us);

/* Until it is time for the next look, in milliseconds; -1: never. */
int until_next_look(void);

/* A last look at what the kernel counted, once the root ended otherwise than well; by_cpu_signal: SIGXCPU ended it. */
void judge_end(int by_cpu_signal);

/* It went over a limit that is not held here: what is left of it in so many milliseconds is killed. */
void end_for(const char *limit, int grace_ms);

/* Whether it went over a limit: then it is over only when every process is gone. */
int is_over_limit(void);

int has_group(void);

/* When every process is gone. */
void remove_group(void);
