-- Removes a schedule.
-- KEYS: schedule, all schedules    ARGV: schedule id
redis.call('UNLINK', KEYS[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return false
