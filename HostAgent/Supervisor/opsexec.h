#include <sys/types.h>

/* What a task sends to its own group or terminal must not end its supervisor; it and its parent ignore these. Zero ends the list. */
extern const int ignored[];

/* Looks after one attempt until it is over. The mask is the one that the task gets. */
void supervise(const char *name, mode_t mask);
