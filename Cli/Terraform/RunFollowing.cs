using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>
/// Follows one run live: the output of its plan, what would change, the question whether to apply it, the output of the apply. When the connection breaks it asks again. Ctrl-C ends only the following.
/// </summary>
internal sealed class RunFollowing(Session session, string workspace, string run, TimeSpan reconnectFor) : IDisposable
{
    private readonly Pause _pause = new();
    private readonly RetryPolicy _retries = new(session.Time, reconnectFor);
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private string? _said;
    private bool _isPlanShown;

    /// <summary>What came before the apply was shown already.</summary>
    public bool OnlyApply { get; init; }

    public async Task<int> Follow(CancellationToken cancel)
    {
        using var interrupts = new Interrupts();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var work = Shown(end.Token);
        var first = await Task.WhenAny(work, interrupts.Next(end.Token));
        await end.CancelAsync();
        if (first == work)
        {
            return await work;
        }

        session.Notes.Warn($"Run {run} goes on. Look at it with: opsctl tf runs {workspace} {run} (to end it: opsctl tf cancel {workspace} {run})");
        return ExitCodes.LeftRunning;
    }

    public void Dispose() => _pause.Dispose();

    private async Task<int> Shown(CancellationToken cancel)
    {
        string? seen = null;
        while (true)
        {
            var now = await _retries.Try(() => session.Server.ReadRun(workspace, run, cancel, seen is null ? 0 : TaskCalls.LongestWait, seen), Retry.AfterContact, cancel);
            _retries.Reset();
            seen = now.Value.Seen;
            await Show(now.Value, cancel);
            if (now.Value.Terminal)
            {
                return Ended(now);
            }

            if (now.Value.Phase is RunOutcomes.Planned && await Decided(now, cancel) is { } left)
            {
                return left;
            }
        }
    }

    private async Task Show(TerraformRunView view, CancellationToken cancel)
    {
        await Print(OnlyApply ? null : view.PlanTask, cancel);
        if (view.Plan is { HasChanges: true } plan && !_isPlanShown && !OnlyApply && !session.Json)
        {
            _isPlanShown = true;
            foreach (var line in ChangeLines.Of((await _retries.Try(() => session.Server.ReadRunChanges(workspace, run, cancel), Retry.AfterContact, cancel)).Value))
            {
                session.WriteLine(line);
            }

            session.WriteLine($"Plan: {RunOutcomes.Counts(plan, isDone: false)}.");
        }

        await Print(view.ApplyTask, cancel);
        if (!view.Terminal && !string.IsNullOrEmpty(view.Reason) && !string.Equals(view.Reason, _said, StringComparison.Ordinal))
        {
            session.Notes.Info(Printable.Of(view.Reason));
        }

        _said = view.Reason;
    }

    private async Task Print(string? task, CancellationToken cancel)
    {
        if (task is not null && !session.Json && _shown.Add(task))
        {
            await new LogFollower(session.Server, task, FollowOutputs.Create(session, new LogPrinting(), asked: 1), _pause, session.Notes, new RetryPolicy(session.Time, reconnectFor)).Follow(from: 1, cancel);
        }
    }

    /// <summary>The exit code where nobody here decides; null: go on.</summary>
    private async Task<int?> Decided(Reply<TerraformRunView> view, CancellationToken cancel)
    {
        await using var terminal = session.Json ? null : ControllingTerminal.TryOpen();
        if (terminal is not null && await terminal.Ask("Apply this plan? [y/N] ", cancel))
        {
            await _retries.Try(() => session.Server.DecideRun(workspace, run, "confirm", new DecideRun(null), cancel), Retry.AfterContact, cancel);
            return null;
        }

        if (session.Json)
        {
            session.WriteJson(view.Json);
        }

        session.Notes.Info($"The plan waits. {RunOutcomes.HowToGoOn(view.Value)}");
        return ExitCodes.LeftRunning;
    }

    private int Ended(Reply<TerraformRunView> view)
    {
        if (session.Json)
        {
            session.WriteJson(view.Json);
        }

        var sentence = RunOutcomes.Sentence(view.Value);
        if (view.Value is { Phase: RunOutcomes.Applied, Plan: { } plan })
        {
            session.Notes.Info($"{sentence} {RunOutcomes.Counts(plan, isDone: true)}.");
        }
        else if (RunOutcomes.ExitCode(view.Value) == ExitCodes.Success)
        {
            session.Notes.Info(sentence);
        }
        else
        {
            session.Notes.Warn(sentence);
        }

        return RunOutcomes.ExitCode(view.Value);
    }
}
