-- A run of the agents by name: member, view, member, view ...
-- KEYS: agents by name    ARGV: from, to (as ZRANGEBYLEX takes them), how many, prefix of an agent's key
local page = {}
for _, member in ipairs(redis.call('ZRANGEBYLEX', KEYS[1], ARGV[1], ARGV[2], 'LIMIT', 0, ARGV[3])) do
  local id = string.sub(member, string.find(member, '\n', 1, true) + 1)
  page[#page + 1] = member
  page[#page + 1] = redis.call('HGET', ARGV[4] .. id, 's') or ''
end
return page
