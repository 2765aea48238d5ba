-- Puts an event before the others of its host and keeps the newest.    KEYS: events    ARGV: event, how many are kept
redis.call('LPUSH', KEYS[1], ARGV[1])
redis.call('LTRIM', KEYS[1], 0, ARGV[2] - 1)
return 1
