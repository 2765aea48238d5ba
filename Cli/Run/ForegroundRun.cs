using System.Runtime.InteropServices;

namespace OrleansOps.Cli;

/// <summary>One task from its submission to its end, with somebody watching who may press Ctrl-C.</summary>
internal sealed class ForegroundRun(Session session, string id, SubmitTask task, LogPrinting printing, TimeSpan reconnectFor) : IDisposable
{
    /// <summary>How long the last record may take to be written out after the decision to leave.</summary>
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(1);

    private readonly Pause _pause = new();
    private LogFollower? _follower;
    private Task<PosixSignal>? _signal;
    private Task? _cancelling;
    private bool _cancelRequested;

    /// <summary>Whether the page of the task is wanted too.</summary>
    public bool Web { get; init; }

    /// <summary>Where it is shown; null: as a script that prints.</summary>
    public IFollowOutput? Output { get; init; }

    public async Task<int> Run(CancellationToken cancel)
    {
        using var interrupts = new Interrupts();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var work = SubmitAndFollow(stop.Token);
        while (true)
        {
            _signal ??= interrupts.Next(stop.Token);
            var first = await Task.WhenAny(((Task?[])[work, _signal, _cancelling]).OfType<Task>());
            if (first == work)
            {
                await stop.CancelAsync();
                return await Ended(work);
            }

            if (first == _cancelling)
            {
                await SayIfNotCancelled(_cancelling);
                _cancelling = null;
            }
            else if (!await GoOn(await TakeSignal(_signal), interrupts, stop.Token))
            {
                await stop.CancelAsync();
                return await Leave(work);
            }
        }
    }

    public void Dispose() => _pause.Dispose();

    private async Task<TaskView> SubmitAndFollow(CancellationToken cancel)
    {
        await Submission.Send(session, id, task, cancel);
        if (Web)
        {
            WebPage.Announce(session, id);
        }

        _follower = new LogFollower(
            session.Server, id, Output ?? FollowOutputs.Create(session, printing, asked: 1), _pause, session.Notes, new RetryPolicy(session.Time, reconnectFor));
        return await _follower.Follow(from: 1, cancel);
    }

    private async Task<int> Ended(Task<TaskView> work)
    {
        try
        {
            var ended = await work;
            Say(ended);
            return TaskOutcomes.ExitCode(ended);
        }
        catch (Exception lost) when (OutputErrors.Is(lost))
        {
            session.Notes.Warn($"{OutputErrors.Sentence(lost)} Task {id} goes on. {_follower?.FollowAgain()}");
            return ExitCodes.LeftRunning;
        }
    }

    private void Say(TaskView ended)
    {
        if (ended is { Phase: Phases.Succeeded, ProcessesLeft: 0 })
        {
            session.Notes.Progress(TaskOutcomes.Sentence(ended));
        }
        else
        {
            session.Notes.Warn(TaskOutcomes.Sentence(ended));
        }
    }

    /// <summary>True to go on following; false to leave the task alone.</summary>
    private async Task<bool> GoOn(PosixSignal signal, Interrupts interrupts, CancellationToken stop)
    {
        if (signal != PosixSignal.SIGINT || _cancelRequested || _follower is null)
        {
            return false;
        }

        await using var terminal = ControllingTerminal.TryOpen();
        if (terminal is not null)
        {
            // Raced, not awaited in turn: a second Ctrl-C counts even while the question waits for a reader of our output.
            using var asking = CancellationTokenSource.CreateLinkedTokenSource(stop);
            _signal = interrupts.Next(stop);
            var answer = Ask(terminal, asking.Token);
            var over = Over(asking.Token);
            var first = await Task.WhenAny(answer, _signal, over);
            if (first == over)
            {
                await asking.CancelAsync();
                session.Notes.MidLine = true;
                session.Notes.Info("It has ended meanwhile.");
                return true;   // its last output was held back for the question
            }

            if (first == _signal)
            {
                session.Notes.MidLine = true;
                return false;
            }

            var cancelIt = await answer;
            await asking.CancelAsync();
            if (!cancelIt)
            {
                return true;
            }
        }

        session.Notes.Info("Asking the host to end it; waiting until that is confirmed. Ctrl-C leaves it.");
        _cancelRequested = true;
        _cancelling = new RetryPolicy(session.Time, reconnectFor).Try(() => session.Server.Cancel(id, stop), Retry.AfterContact, stop);
        return true;
    }

    private async Task<bool> Ask(ControllingTerminal terminal, CancellationToken cancel)
    {
        using var quiet = await _pause.Enter(cancel);
        return await terminal.Ask($"\nCancel task {id}? [y/N, Ctrl-C leaves it running] ", cancel).WaitAsync(cancel);   // nobody can take back the read of a terminal
    }

    /// <summary>Returns when the task is over. Where nobody can say, the question stays.</summary>
    private async Task Over(CancellationToken cancel)
    {
        try
        {
            while (!(await session.Server.ReadTask(id, cancel, TaskCalls.LongestWait)).Value.Terminal)
            {
                // it was asked for as long as the server waits
            }
        }
        catch (CliException)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, session.Time, cancel);
        }
    }

    private async Task SayIfNotCancelled(Task cancelling)
    {
        try
        {
            await cancelling;
        }
        catch (CliException failure)
        {
            _cancelRequested = false;
            session.Notes.Warn($"The task could not be cancelled: {failure.Title} Press Ctrl-C to try again.");
        }
    }

    private async Task<int> Leave(Task<TaskView> work)
    {
        await work.WaitAsync(LeaveLimit, session.Time).ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        session.Notes.Warn((_follower, _cancelRequested) switch
        {
            (null, _) => $"Interrupted while submitting; it may have arrived. See: opsctl task {id}",
            (_, true) => $"Not waiting for task {id} any more; it is still being cancelled. See: opsctl task {id}",
            _ => $"Task {id} goes on. {_follower.FollowAgain()} (to cancel it: opsctl cancel {id})",
        });
        return ExitCodes.LeftRunning;
    }

    private async Task<PosixSignal> TakeSignal(Task<PosixSignal> signal)
    {
        _signal = null;
        return await signal;
    }
}
