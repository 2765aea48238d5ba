-- Removes everything about a task from lists, due times and log.
-- KEYS: task, all tasks, open tasks, due times, log    ARGV: task id, prefix of an agent's keys
local id = ARGV[1]
local agent = redis.call('HGET', KEYS[1], 'a')
if agent then
  redis.call('ZREM', ARGV[2] .. agent .. ':tasks', id)
  redis.call('ZREM', ARGV[2] .. agent .. ':open', id)
end
redis.call('ZREM', KEYS[2], id)
redis.call('ZREM', KEYS[3], id)
redis.call('ZREM', KEYS[4], id)
redis.call('DEL', KEYS[1], KEYS[5])
return 1
