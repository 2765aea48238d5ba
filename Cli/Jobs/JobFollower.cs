using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>Follows one job live. When the connection breaks it asks again: each answer says all there is, so nothing can be missed.</summary>
/// <param name="pause">Held while a question stands on the terminal.</param>
internal sealed class JobFollower(Session session, string jobId, IJobOutput output, Pause pause, RetryPolicy retries)
{
    /// <summary>Of a job over thousands of hosts something is new all the time, and nobody reads faster.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(250);

    private readonly JobFailures _failures = new(session.Server, jobId, session.Time);
    private bool _reported;

    /// <summary>Shows the job until it is over, and returns how it ended.</summary>
    /// <param name="cancel">Stops following. The job does not notice.</param>
    public async Task<JobView> Follow(CancellationToken cancel)
    {
        string? seen = null;
        while (true)
        {
            var asked = session.Time.GetTimestamp();
            try
            {
                var job = await session.Server.ReadJob(jobId, cancel, seen is null ? 0 : TaskCalls.LongestWait, seen);
                var failures = output.ShowsFailures ? await _failures.Read(job.Value, cancel) : [];
                retries.Reset();
                seen = job.Value.Seen;
                if (await Show(job, failures, cancel))
                {
                    return job.Value;
                }
            }
            catch (CliException failure) when (failure.Retry >= Retry.AfterContact)
            {
                await WaitToReconnect(failure, cancel);
            }

            if (Least - session.Time.GetElapsedTime(asked) is var left && left > TimeSpan.Zero)
            {
                await Task.Delay(left, session.Time, cancel);
            }
        }
    }

    private async Task<bool> Show(Reply<JobView> job, IReadOnlyList<JobFailure> failures, CancellationToken cancel)
    {
        using var unpaused = await pause.Enter(cancel);
        if (_reported)
        {
            output.MakeRoom();
            session.Notes.Warn("Connected again.");
            _reported = false;
        }

        output.Stands(job, failures);
        if (job.Value.Terminal)
        {
            output.End(job, failures);
        }

        return job.Value.Terminal;
    }

    private async Task WaitToReconnect(CliException failure, CancellationToken cancel)
    {
        if (!_reported)
        {
            using var unpaused = await pause.Enter(cancel);
            output.MakeRoom();
            session.Notes.Warn($"Connection lost: {(failure.Reason ?? failure.Title).TrimEnd('.')}. The job goes on; connecting again ...");
            _reported = true;
        }

        if (!await retries.Wait(failure.RetryAfter, cancel))
        {
            throw new CliException(
                ExitCodes.Unreachable,
                $"Gave up after {Durations.Show(retries.Limit)} without a connection to {ServerAddress.Show(session.Server.Address)}. The job was not stopped.",
                failure.Title,
                $"Follow it again with: opsctl job {Printable.Of(jobId)} -f",
                failure);
        }
    }
}
