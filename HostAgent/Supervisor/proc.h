/* What the supervisor reads of time and of /proc. */
#include <time.h>

long long clock_us(clockid_t clock);

/* When a process started, in clock ticks since the host did; 0 if there is none. Its parent, too, if asked for. */
unsigned long long start_ticks(const char *pid, int *parent);

/* How many living processes descend from us. */
int count_left(void);
