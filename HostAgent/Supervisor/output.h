/* The output of a task: two pipes that it writes to, a file for each, and one for their order. */

/* Opens the pipes of an attempt, of which so many bytes are kept. Gives the ends that the task writes to, or -1. */
int open_outputs(const char *name, long long cap, int writers[2]);

/* Whether the agent has said that it is ending the tree. */
int is_ending(void);

/* Sleeps until there is output, a signal, or so many milliseconds are over. Whoever died before it returns can be collected. */
void wait_for_output(int signals, int timeout);

/* Moves what there is, a bounded amount at a time. Returns whether the pipes are empty and everything is in the files. */
int move_output(int signals, int give_up);

/* How many of the last bytes of a stream its file lacks. */
long long dropped_of(int stream);

/* Nothing is kept from here on. */
void stop_keeping(void);

/* Reads what still comes, so that nobody dies of SIGPIPE. Returns whether somebody may still write. */
int discard_output(void);
