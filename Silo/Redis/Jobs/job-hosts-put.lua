-- Stores a shard of the hosts of a job that is to be made. They go by themselves if it never is.
-- KEYS: hosts of the job
-- ARGV: shard, version, hosts, how long they stay (ms)
redis.call('HSET', KEYS[1], 'v' .. ARGV[1], ARGV[2], ARGV[1], ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return false
