-- Stores the summary of a task unless a newer version is there, keeps the lists and the due time, and publishes each event once.
-- KEYS: task, all tasks, open tasks, all tasks of the agent, open tasks of the agent, due times, then one stream for each event
-- ARGV: task id, version, submitted (ms), over (0 or 1), due (ms), agent id, summary, then for each event: number, max length, count, count values
local id = ARGV[1]
local stored = redis.call('HMGET', KEYS[1], 'v', 'e')
if stored[1] and tonumber(stored[1]) > tonumber(ARGV[2]) then
  return 0
end

local published = tonumber(stored[2] or '0')
local at = 8
local stream = 7
while at <= #ARGV do
  local number = tonumber(ARGV[at])
  local count = tonumber(ARGV[at + 2])
  if number > published then
    redis.call('XADD', KEYS[stream], 'MAXLEN', '~', ARGV[at + 1], '*', unpack(ARGV, at + 3, at + 2 + count))
    published = number
  end
  at = at + 3 + count
  stream = stream + 1
end

redis.call('HSET', KEYS[1], 'v', ARGV[2], 'e', published, 'a', ARGV[6], 's', ARGV[7])
if not stored[1] then
  redis.call('ZADD', KEYS[2], ARGV[3], id)
  redis.call('ZADD', KEYS[4], ARGV[3], id)
end
if ARGV[4] == '1' then
  redis.call('ZREM', KEYS[3], id)
  redis.call('ZREM', KEYS[5], id)
elseif not stored[1] then
  redis.call('ZADD', KEYS[3], ARGV[3], id)
  redis.call('ZADD', KEYS[5], ARGV[3], id)
end
redis.call('ZADD', KEYS[6], ARGV[5], id)
return 1
