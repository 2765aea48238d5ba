using Microsoft.Extensions.Logging;
using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>Every attempt that the host holds: from its order until its result is settled and its output is stored.</summary>
internal sealed partial class HeldAttempts(
    Journal journal,
    ITaskHost host,
    FollowedLogs logs,
    LogWindow window,
    TaskTraces traces,
    TimeProvider time,
    ILogger<HeldAttempts> logger)
{
    private readonly Dictionary<AttemptId, HeldAttempt> _all = [];
    private readonly Dictionary<string, List<HeldAttempt>> _ofTask = new(StringComparer.Ordinal);

    public IReadOnlyCollection<HeldAttempt> All => _all.Values;

    public HeldAttempt? Find(AttemptId id) => _all.GetValueOrDefault(id);

    public IReadOnlyList<HeldAttempt> OfTask(string taskId) => _ofTask.GetValueOrDefault(taskId) ?? [];

    /// <summary>The highest attempt of a task that is or was here; 0 if none is remembered.</summary>
    public int HighestAttempt(string taskId) =>
        Math.Max(journal.State.ForgottenUpTo(taskId), OfTask(taskId).Select(attempt => attempt.Id.Attempt).DefaultIfEmpty().Max());

    public int Count(HeldPhase phase) => _all.Values.Count(attempt => attempt.IsAccepted && attempt.Phase == phase);

    public HeldAttempt Add(RunTask order)
    {
        var id = AttemptId.Of(order);
        var (stdout, stderr) = (host.Output(id, LogStream.Stdout), host.Output(id, LogStream.Stderr));
        var commands = new LogCommands(id, order.Secrets, stdout, stderr, heard => journal.Append(new JournalEntry(time.GetUtcNow(), Heard: heard)));
        var log = new TaskLog(id, Shown(stdout, LogStream.Stdout), Shown(stderr, LogStream.Stderr), host.Order(id), window, time, isTyped: order.InputIdleMs is not null) { TraceParent = order.TraceParent };
        traces.Add(order);
        var attempt = new HeldAttempt(order, log, commands);
        _all.Add(id, attempt);
        if (!_ofTask.TryGetValue(id.TaskId, out var attempts))
        {
            _ofTask.Add(id.TaskId, attempts = []);
        }

        attempts.Add(attempt);
        logs.Add(log);
        return attempt;

        IOutput Shown(IOutput output, LogStream stream) => new MaskedOutput(new HeardOutput(output, stream, commands), commands.Results, time);
    }

    /// <summary>It was never accepted after all.</summary>
    public void Remove(HeldAttempt attempt)
    {
        _all.Remove(attempt.Id);
        logs.Remove(attempt.Id);
        if (_ofTask.TryGetValue(attempt.Id.TaskId, out var attempts) && attempts.Remove(attempt) && attempts.Count == 0)
        {
            _ofTask.Remove(attempt.Id.TaskId);
            traces.Remove(attempt.Id.TaskId);
        }
    }

    /// <summary>The gateway has a report.</summary>
    public async Task Settle(TaskSettled settled)
    {
        var attempt = Find(new AttemptId(settled.TaskId, settled.Attempt));
        if (attempt is not { IsSettled: false, Report.MessageId: { } messageId }
            || !string.Equals(messageId, settled.MessageId, StringComparison.Ordinal))
        {
            return;   // a second answer to a repeated report
        }

        attempt.IsSettled = true;
        if (settled.Code == SettledCode.UnknownTask)
        {
            LogOrphan(attempt.Id.ToString());
            Remove(attempt);
            await host.SetAside(attempt.Id);
            journal.Note(new JournalEntry(time.GetUtcNow(), Forgotten: attempt.Id));
            return;
        }

        // May be lost: then the report goes out once more, and is settled once more.
        journal.Note(new JournalEntry(time.GetUtcNow(), Settled: attempt.Id));
        await ForgetIfDone(attempt.Id);
    }

    /// <summary>Lets go of an attempt of which the gateway has everything that it takes. What it does not take an operator finds here.</summary>
    public async Task ForgetIfDone(AttemptId id)
    {
        if (Find(id) is not { IsSettled: true } attempt || !(attempt.Log.AllStored || attempt.Log.IsClosed))
        {
            return;
        }

        if (!attempt.Log.AllStored)
        {
            Remove(attempt);
            await host.SetAside(id);
            journal.Note(new JournalEntry(time.GetUtcNow(), Forgotten: id));
            return;
        }

        // Remembered before it is let go: an order that comes twice must find no moment in which nobody knows the attempt. What a crash leaves
        // of its files the next life deletes.
        journal.Note(new JournalEntry(time.GetUtcNow(), Forgotten: id));
        Remove(attempt);
        await host.Remove(id);
    }
}
