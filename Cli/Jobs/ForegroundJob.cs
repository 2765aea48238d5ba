using System.Runtime.InteropServices;

namespace OrleansOps.Cli;

/// <summary>One job from its submission to its end, with somebody watching who may press Ctrl-C.</summary>
internal sealed class ForegroundJob(Session session, string id, SubmitJob job, TimeSpan reconnectFor) : IDisposable
{
    /// <summary>How long the last line may take to be written out after the decision to leave.</summary>
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(1);

    private readonly Pause _pause = new();
    private readonly IJobOutput _output = JobOutputs.Create(session);
    private Task<PosixSignal>? _signal;
    private Task? _stopping;
    private bool _isSubmitted;
    private bool _stopRequested;

    public async Task<int> Run(CancellationToken cancel)
    {
        using var interrupts = new Interrupts();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var work = SubmitAndFollow(end.Token);
        while (true)
        {
            _signal ??= interrupts.Next(end.Token);
            var first = await Task.WhenAny(((Task?[])[work, _signal, _stopping]).OfType<Task>());
            if (first == work)
            {
                await end.CancelAsync();
                return await Ended(work);
            }

            if (first == _stopping)
            {
                await SayIfNotStopped(_stopping);
                _stopping = null;
            }
            else if (!await GoOn(await TakeSignal(_signal), interrupts, end.Token))
            {
                await end.CancelAsync();
                return await Leave(work);
            }
        }
    }

    public void Dispose() => _pause.Dispose();

    private async Task<JobView> SubmitAndFollow(CancellationToken cancel)
    {
        await JobSubmission.Send(session, id, job, cancel);
        _isSubmitted = true;
        return await new JobFollower(session, id, _output, _pause, new RetryPolicy(session.Time, reconnectFor)).Follow(cancel);
    }

    private async Task<int> Ended(Task<JobView> work)
    {
        try
        {
            return JobOutcomes.ExitCode(await work);
        }
        catch (Exception lost) when (OutputErrors.Is(lost))
        {
            session.Notes.Warn($"{OutputErrors.Sentence(lost)} Job {id} was not stopped. Follow it again with: opsctl job {id} -f");
            return ExitCodes.LeftRunning;
        }
    }

    /// <summary>True to go on following; false to leave the job alone.</summary>
    private async Task<bool> GoOn(PosixSignal signal, Interrupts interrupts, CancellationToken end)
    {
        if (signal != PosixSignal.SIGINT || _stopRequested || !_isSubmitted)
        {
            return false;
        }

        await using var terminal = ControllingTerminal.TryOpen();
        if (terminal is not null)
        {
            switch (await Asked(terminal, interrupts, end))
            {
                case JobAnswer.Leave:
                    return false;
                case JobAnswer.GoOn:
                    return true;
                default:
                    break;
            }
        }

        await Say("No other host gets its turn, and those that run are asked to end; waiting until that is confirmed. Ctrl-C leaves it.", end);
        _stopRequested = true;
        _stopping = new RetryPolicy(session.Time, reconnectFor).Try(() => session.Server.StopJob(id, end), Retry.AfterContact, end);
        return true;
    }

    /// <summary>Raced, not awaited in turn: a second Ctrl-C counts even while the question waits for its place, and so does the end of the job.</summary>
    private async Task<JobAnswer> Asked(ControllingTerminal terminal, Interrupts interrupts, CancellationToken end)
    {
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(end);
        _signal = interrupts.Next(end);
        var answer = Ask(terminal, asking.Token);
        var over = Over(asking.Token);
        var first = await Task.WhenAny(answer, _signal, over);
        if (first == answer)
        {
            var given = await answer;
            await asking.CancelAsync();
            return given;
        }

        await asking.CancelAsync();
        session.Notes.MidLine = true;
        if (first == over)
        {
            session.Notes.Info("It has ended meanwhile.");
            return JobAnswer.GoOn;   // its end was held back for the question
        }

        return JobAnswer.Leave;
    }

    private async Task<JobAnswer> Ask(ControllingTerminal terminal, CancellationToken cancel)
    {
        using var quiet = await _pause.Enter(cancel);
        _output.MakeRoom();
        return await terminal.Answer($"\nStop job {id}? [s stops it, l leaves it running, else it goes on; Ctrl-C leaves] ", cancel).WaitAsync(cancel) switch   // nobody can take back the read of a terminal
        {
            ['s' or 'S' or 'y' or 'Y', ..] => JobAnswer.Stop,
            ['l' or 'L', ..] => JobAnswer.Leave,
            _ => JobAnswer.GoOn,
        };
    }

    /// <summary>Returns when the job is over. Where nobody can say, the question stays.</summary>
    private async Task Over(CancellationToken cancel)
    {
        try
        {
            while (!(await session.Server.ReadJob(id, cancel, TaskCalls.LongestWait)).Value.Terminal)
            {
                // it was asked for as long as the server waits
            }
        }
        catch (CliException)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, session.Time, cancel);
        }
    }

    private async Task SayIfNotStopped(Task stopping)
    {
        try
        {
            await stopping;
        }
        catch (CliException failure) when (failure.Problem?.Code == KnownProblems.JobOver)
        {
            // it came too late, and what became of the job is being said
        }
        catch (CliException failure)
        {
            _stopRequested = false;
            await Say($"The job could not be stopped: {failure.Title} Press Ctrl-C to try again.", CancellationToken.None);
        }
    }

    private async Task Say(string sentence, CancellationToken cancel)
    {
        using var quiet = await _pause.Enter(cancel);
        _output.MakeRoom();
        session.Notes.Warn(sentence);
    }

    private async Task<int> Leave(Task<JobView> work)
    {
        await work.WaitAsync(LeaveLimit, session.Time).ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        session.Notes.Warn((_isSubmitted, _stopRequested) switch
        {
            (false, _) => $"Interrupted while submitting; it may have arrived. See: opsctl job {id}",
            (_, true) => $"Not waiting for job {id} any more; it is still being stopped. See: opsctl job {id}",
            _ => $"Job {id} goes on. Follow it again with: opsctl job {id} -f (to stop it: opsctl jobs stop {id})",
        });
        return ExitCodes.LeftRunning;
    }

    private async Task<PosixSignal> TakeSignal(Task<PosixSignal> signal)
    {
        _signal = null;
        return await signal;
    }
}
