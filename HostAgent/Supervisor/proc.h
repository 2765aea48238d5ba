/* What the supervisor reads of time and of /proc. */
#include <time.h>

long long clock_us(clockid_t clock);

/* When a process started, in clock ticks since the host did; 0 if there is none. Its parent, too, if asked for. */
unsigned long long start_ticks(const char *pid, int *parent);

/* How many living processes descend from us. */
int count_left(void);

/* A process as it stands: bytes in memory, microseconds of processor time with that of the children that it collected. */
struct process { int pid, threads; long long resident, cpu_us; };

/* Whether the kernel tells who descends from whom. */
int can_walk(void);

/* Shows every process that descends from us, parents first. One that is made meanwhile may be missed. */
void walk(void (*visit)(const struct process *process));
