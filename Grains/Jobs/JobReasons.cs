namespace OrleansOps.Jobs;

/// <summary>What operators are told of a job.</summary>
internal static class JobReasons
{
    public static Said AfterBatch(int batch, int unsuccessful) => unsuccessful == 0
        ? Said.Of("jobAfterBatch", $"Batch {batch} is over, and it waits for a word.", ("batch", batch))
        : Said.Of("jobAfterBadBatch", $"Batch {batch} is over, {Hosts(unsuccessful)} of it did not succeed, and it waits for a word.", ("batch", batch), ("hosts", unsuccessful));

    public static Said PausedBy(string by) => Said.Of("jobPaused", $"Paused by {by}.", ("by", by));

    public static Said StoppedBy(string by) => Said.Of("jobStopped", $"Stopped by {by}.", ("by", by));

    public static Said TooManyFailed(int failed, JobErrorLimit limit) =>
        Said.Of("jobTooManyFailed", $"{Hosts(failed)} failed, and {limit} may: no other gets its turn.", ("hosts", failed), ("limit", limit));

    public static Said Unsuccessful(JobCounts all, int hosts) => Said.Of(
        "jobUnsuccessful", $"{all.Succeeded} of {Hosts(hosts)} succeeded.", ("succeeded", all.Succeeded), ("hosts", hosts));

    public static Said IdTaken(string taskId) => Said.Of("jobTaskIdTaken", $"There is another task '{taskId}', so this host had none.", ("taskId", taskId));

    public static Said HostGone() => Said.Of("jobHostGone", "The host was removed before its turn.");

    public static Said TaskRemoved(string taskId) => Said.Of("jobTaskRemoved", $"Task '{taskId}' was removed before its end was known.", ("taskId", taskId));

    private static string Hosts(int count) => count == 1 ? "1 host" : $"{count} hosts";
}
