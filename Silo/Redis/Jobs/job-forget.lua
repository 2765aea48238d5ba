-- Removes everything about a job but its tasks.
-- KEYS: job, its hosts, all jobs, open jobs, jobs that are over
-- ARGV: job id
redis.call('UNLINK', KEYS[1], KEYS[2])
for list = 3, 5 do
  redis.call('ZREM', KEYS[list], ARGV[1])
end
return false
