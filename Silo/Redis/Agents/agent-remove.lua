-- Removes an agent from the lists.    KEYS: agent, agents by name    ARGV: agent id
local name = redis.call('HGET', KEYS[1], 'n')
if name then
  redis.call('ZREM', KEYS[2], name .. '\n' .. ARGV[1])
end
redis.call('DEL', KEYS[1])
return 1
