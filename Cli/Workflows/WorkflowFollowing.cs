using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>
/// Follows one workflow live, a line for each step that begins or ends. When the connection breaks it asks again: each answer says all there is, so nothing
/// can be missed. Ctrl-C ends only the following.
/// </summary>
internal sealed class WorkflowFollowing(Session session, string id, TimeSpan reconnectFor)
{
    private readonly RetryPolicy _retries = new(session.Time, reconnectFor);
    private readonly Dictionary<string, string> _said = new(StringComparer.Ordinal);
    private string? _asked;
    private bool _reported;

    /// <summary>Shows the workflow until it is over; the exit code that says how it ended.</summary>
    public async Task<int> Follow(CancellationToken cancel)
    {
        using var interrupts = new Interrupts();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var work = Shown(end.Token);
        var first = await Task.WhenAny(work, interrupts.Next(end.Token));
        await end.CancelAsync();
        if (first == work)
        {
            return WorkflowOutcomes.ExitCode(await work);
        }

        session.Notes.Warn($"Workflow {id} goes on. Follow it again with: opsctl workflow show {id} -f (to stop it: opsctl workflow stop {id})");
        return ExitCodes.LeftRunning;
    }

    private async Task<WorkflowView> Shown(CancellationToken cancel)
    {
        string? seen = null;
        while (true)
        {
            try
            {
                var workflow = await session.Server.ReadWorkflow(id, cancel, seen is null ? 0 : TaskCalls.LongestWait, seen);
                _retries.Reset();
                seen = workflow.Value.Seen;
                Say(workflow);
                if (workflow.Value.Terminal)
                {
                    return workflow.Value;
                }
            }
            catch (CliException failure) when (failure.Retry >= Retry.AfterContact)
            {
                await WaitToReconnect(failure, cancel);
            }
        }
    }

    private void Say(Reply<WorkflowView> workflow)
    {
        if (_reported)
        {
            session.Notes.Warn("Connected again.");
            _reported = false;
        }

        if (session.Json)
        {
            session.WriteJson(workflow.Json);
            return;
        }

        foreach (var step in workflow.Value.Steps.Where(step => step.Phase is not "waiting" && _said.GetValueOrDefault(step.Name) != step.Phase))
        {
            _said[step.Name] = step.Phase;
            session.Notes.Info(WorkflowOutcomes.Sentence(step));
        }

        var asks = WorkflowOutcomes.HowToGoOn(workflow.Value);
        if (asks is not null && asks != _asked)
        {
            session.Notes.Info(asks);
        }

        _asked = asks;
        if (workflow.Value.Terminal)
        {
            session.Notes.Info(WorkflowOutcomes.Sentence(workflow.Value));
        }
    }

    private async Task WaitToReconnect(CliException failure, CancellationToken cancel)
    {
        if (!_reported)
        {
            session.Notes.Warn($"Connection lost: {(failure.Reason ?? failure.Title).TrimEnd('.')}. The workflow goes on; connecting again ...");
            _reported = true;
        }

        if (!await _retries.Wait(failure.RetryAfter, cancel))
        {
            throw new CliException(
                ExitCodes.Unreachable,
                $"Gave up after {Durations.Show(_retries.Limit)} without a connection to {ServerAddress.Show(session.Server.Address)}. The workflow was not stopped.",
                failure.Title,
                $"Follow it again with: opsctl workflow show {Printable.Of(id)} -f",
                failure);
        }
    }
}
