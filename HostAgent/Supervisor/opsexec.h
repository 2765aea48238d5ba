/* What a task sends to its own group or terminal must not end its supervisor; it and its parent ignore these. Zero ends the list. */
extern const int ignored[];

/* Looks after one attempt until it is over. */
void supervise(const char *name);
