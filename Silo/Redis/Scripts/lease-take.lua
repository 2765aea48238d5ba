-- Takes or renews the lease on the store: if nobody has it, if we have it, or if the one who has it is the one named as dead.
-- Answers the holder afterwards.    KEYS: lease    ARGV: our mark, mark of a dead holder or '', time to live (ms)
local holder = redis.call('GET', KEYS[1])
if not holder or holder == ARGV[1] or holder == ARGV[2] then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
  return ARGV[1]
end
return holder
