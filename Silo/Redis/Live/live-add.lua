-- Adds changes for those who follow, if anybody does. Answers whether anybody does.
-- KEYS: changes, mark of the followers    ARGV: entries kept, seconds that they are kept, then id, view, id, view ...
if redis.call('EXISTS', KEYS[2]) == 0 then
  return 0
end
if #ARGV > 2 then
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', unpack(ARGV, 3))
  redis.call('EXPIRE', KEYS[1], ARGV[2])
end
return 1
