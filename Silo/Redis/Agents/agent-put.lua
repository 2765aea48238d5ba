-- Stores the view of an agent unless one of a newer session is there, and publishes each event once.
-- KEYS: agent, agents by name, then one stream for each event
-- ARGV: agent id, epoch, name, view, then for each event: number, max length, count, count values
local stored = redis.call('HMGET', KEYS[1], 'v', 'e', 'n')
if stored[1] and tonumber(stored[1]) > tonumber(ARGV[2]) then
  return 0
end

local published = tonumber(stored[2] or '-1')
local at = 5
local stream = 3
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

if stored[3] ~= ARGV[3] then
  if stored[3] then
    redis.call('ZREM', KEYS[2], stored[3] .. '\n' .. ARGV[1])
  end
  redis.call('ZADD', KEYS[2], 0, ARGV[3] .. '\n' .. ARGV[1])
end
redis.call('HSET', KEYS[1], 'v', ARGV[2], 'e', published, 'n', ARGV[3], 's', ARGV[4])
return 1
