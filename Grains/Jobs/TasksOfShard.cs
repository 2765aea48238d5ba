using Microsoft.Extensions.Logging;
using OrleansOps.Agents;
using OrleansOps.Health;
using OrleansOps.Tasks;

namespace OrleansOps.Jobs;

/// <summary>The tasks of a shard's hosts: submits them, asks how they stand, has them cancelled. What it hears is held in the shard, and stored later.</summary>
internal sealed partial class TasksOfShard(GrainScope grain, StoredShard shard, IJobStore jobs, string jobId)
{
    private const int AtOnce = 64;

    private readonly ILogger _logger = grain.Logger;
    private TaskSpec? _spec;
    private int _roundOfSpec;

    /// <summary>
    /// Submits for each host that has had its turn, as far as that is known. A task is called by its host's number and try, so one that is there is not
    /// there twice. False: some could not be reached, and it is to be tried again.
    /// </summary>
    public async Task<bool> Submit()
    {
        var open = Indexes(host => host is { IsOpen: true, Submitted: false });
        if (open.Count == 0)
        {
            return true;
        }

        await ReadSpec();
        return await Each(open, Submit);
    }

    /// <summary>Asks how those stand that are not over.</summary>
    public Task<bool> Ask() => Each(Indexes(host => host is { IsOpen: true, Submitted: true }), async index => Hear(index, await grain.TaskOf(IdOf(index)).Describe()));

    public Task<bool> Cancel(string by) => Each(Indexes(host => host is { IsOpen: true, Submitted: true }), async index => Hear(index, await grain.TaskOf(IdOf(index)).Cancel(by)));

    /// <summary>What those that are over have set. A task that was removed has set nothing.</summary>
    public async Task<OutputsOfJob> Outputs()
    {
        var outputs = OutputsOfJob.None;
        foreach (var some in Indexes(host => host is { Turned: true, IsOpen: false, Reason: null }).Chunk(AtOnce))
        {
            var tasks = await Task.WhenAll(some.Select(index => grain.TaskOf(IdOf(index)).Describe()));
            outputs = some.Zip(tasks)
                .Where(one => one.Second?.Result?.Outputs is { Count: > 0 })
                .Aggregate(outputs, (sum, one) => sum.And(OutputsOfJob.Of(shard.Now!.Hosts[one.First].Name, one.Second!.Result!.Outputs!)));
        }

        return outputs;
    }

    /// <summary>A task is over. False: it is none of the newest ones of this shard, or that was known.</summary>
    public bool Hear(string taskId, TaskPhase phase, int? exitCode, DateTimeOffset at)
    {
        var index = JobShards.NumberOf(jobId, taskId) - shard.Now!.First;
        var isMeant = index >= 0 && index < shard.Now.Hosts.Count && shard.Now.Hosts[index].IsOpen && string.Equals(IdOf(index), taskId, StringComparison.Ordinal);
        if (isMeant)
        {
            End(index, phase, exitCode, at, reason: null);
        }

        return isMeant;
    }

    private async Task Submit(int index)
    {
        var host = shard.Now!.Hosts[index];
        var taskId = IdOf(index);
        var spec = _spec! with { AgentId = host.AgentId, AgentName = host.Name, Digest = $"{_spec.Digest}/{host.AgentId}", JobShard = grain.Key };
        var reply = await grain.Grain<IAgentGrain>(host.AgentId).Submit(taskId, spec, name: null);
        if (reply is null)
        {
            End(index, TaskPhase.Rejected, exitCode: null, grain.Time.GetUtcNow(), JobReasons.HostGone());
        }
        else if (reply.Status == SubmitStatus.Conflict)
        {
            End(index, TaskPhase.Rejected, exitCode: null, grain.Time.GetUtcNow(), JobReasons.IdTaken(taskId));
        }
        else if (reply.Status == SubmitStatus.Blocked)
        {
            End(index, TaskPhase.Rejected, exitCode: null, grain.Time.GetUtcNow(), reply.Task.Reason);
        }
        else
        {
            shard.Hold(shard.Now!.With(index, now => now with { Submitted = true }));
            Hear(index, reply.Task);
        }
    }

    private void Hear(int index, TaskView? task)
    {
        if (!shard.Now!.Hosts[index].IsOpen)
        {
            return;   // it has said so itself meanwhile
        }

        if (task is null)
        {
            End(index, TaskPhase.Lost, exitCode: null, grain.Time.GetUtcNow(), JobReasons.TaskRemoved(IdOf(index)));
        }
        else if (task.Phase.IsTerminal())
        {
            End(index, task.Phase, task.Result?.ExitCode, task.EndedAt ?? grain.Time.GetUtcNow(), reason: null);
        }
    }

    private void End(int index, TaskPhase phase, int? exitCode, DateTimeOffset at, Said? reason) => shard.Hold(shard.Now!.With(
        index, host => host with { Submitted = true, Phase = phase, ExitCode = exitCode, EndedAt = at, Reason = reason }));

    private string IdOf(int index) => JobShards.TaskId(jobId, shard.Now!.First + index, shard.Now.Hosts[index].Tries);

    private List<int> Indexes(Func<ShardHost, bool> which) =>
        [.. Enumerable.Range(0, shard.Now!.Hosts.Count).Where(index => which(shard.Now.Hosts[index]))];

    /// <summary>What its hosts run in this round: a job has the inputs of a round before a shard is in it.</summary>
    private async Task ReadSpec()
    {
        if (_spec is not null && _roundOfSpec == shard.Now!.Round)
        {
            return;
        }

        var round = shard.Now!.Round;
        var job = await jobs.Read(jobId);
        var spec = job?.Spec?.Task ?? throw new InvalidOperationException($"Job '{jobId}' is not stored, and one of its shards has work.");
        _spec = spec.With(job.Inputs);
        _roundOfSpec = round;
    }

    private async Task<bool> Each(List<int> indexes, Func<int, Task> act)
    {
        var all = true;
        foreach (var some in indexes.Chunk(AtOnce))
        {
            all &= !(await Task.WhenAll(some.Select(index => Try(index, act)))).Contains(false);
        }

        return all;
    }

    /// <summary>One host that cannot be reached must not hold up the others.</summary>
    private async Task<bool> Try(int index, Func<int, Task> act)
    {
        try
        {
            await act(index);
            return true;
        }
        catch (Exception failure) when (failure.MeansUnavailable())
        {
            LogUnavailable(IdOf(index), failure.Message);
            return false;
        }
    }

    [LoggerMessage(2411, LogLevel.Warning, "Task {TaskId} of a job cannot be reached now, and is tried again: {Why}")]
    private partial void LogUnavailable(string taskId, string why);
}
