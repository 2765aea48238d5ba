using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OrleansOps.Cli;

/// <summary>A person at a shell of a host: what he types goes there, what its terminal shows comes here, until it ends or he leaves it.</summary>
internal sealed class ForegroundShell(Session session, string id, TimeSpan reconnectFor) : IDisposable
{
    private const int Stdin = 0;
    private const int KeysAtOnce = 4_096;

    private readonly Pause _pause = new();
    private readonly Notes _notes = new(new RawLines(session.Stderr), isTerminal: true, quiet: false);

    /// <param name="from">The first record that is shown.</param>
    /// <param name="cancel">Ends opsctl; the shell goes on.</param>
    public async Task<int> Run(long from, CancellationToken cancel)
    {
        session.LetThrough();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        TaskView? ended;
        await using (await RawTerminal.Begin(cancel))
        {
            using var interrupts = new Interrupts();
            ended = await Talk(from, interrupts, stop);
        }

        if (ended is null)
        {
            session.Notes.MidLine = true;
            session.Notes.Warn($"The shell goes on. Come back with: opsctl shell --attach {id} (to end it: opsctl cancel {id})");
            return ExitCodes.LeftRunning;
        }

        session.Notes.MidLine = _notes.MidLine;
        if (ended.Phase is Phases.Succeeded || (ended is { Phase: Phases.Failed, Outcome: "exited" }))
        {
            session.Notes.Progress(TaskOutcomes.Sentence(ended));
        }
        else
        {
            session.Notes.Warn(TaskOutcomes.Sentence(ended));
        }

        return TaskOutcomes.ExitCode(ended);
    }

    public void Dispose() => _pause.Dispose();

    /// <summary>How it ended; null if the person left it.</summary>
    private async Task<TaskView?> Talk(long from, Interrupts interrupts, CancellationTokenSource stop)
    {
        var printer = new LogPrinter(session.Stdout, session.Stdout, new LogPrinting { Raw = true }, _notes);
        var output = new ShellOutput(printer, _notes);
        var follower = new LogFollower(session.Server, id, output, _pause, _notes, new RetryPolicy(session.Time, reconnectFor));
        var over = follower.Follow(from, stop.Token);
        var leaves = Type(output.Running, stop.Token);
        var first = await Task.WhenAny(over, leaves, interrupts.Next(stop.Token));
        if (first == leaves && leaves.IsFaulted && await Task.WhenAny(over, Task.Delay(TimeSpan.FromSeconds(10), session.Time, stop.Token)) == over)
        {
            first = over;   // it took no more because it is over
        }

        await stop.CancelAsync();
        if (first == over)
        {
            return await over;
        }

        if (first == leaves)
        {
            await leaves;
        }

        return null;
    }

    /// <summary>Returns when the person leaves. Fails where nothing can be typed any more.</summary>
    private async Task Type(Task running, CancellationToken cancel)
    {
        await running.WaitAsync(cancel);
        var retries = new RetryPolicy(session.Time, reconnectFor);
        var typing = new Typing(session.Server, id, session.Time, reconnectFor);
        var at = await WhenItRuns(() => session.Server.ReadTyped(id, cancel), retries, cancel);
        using var resized = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGWINCH, signal => _ = Resize(cancel));
        await Resize(cancel);
        await await Task.WhenAny(typing.Run(at, cancel), ReadKeys(typing, cancel));
    }

    /// <summary>Its host may have said that it has it before its program is there.</summary>
    private static async Task<long> WhenItRuns(Func<Task<long>> ask, RetryPolicy retries, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return await retries.Try(ask, Retry.AfterContact, cancel);
            }
            catch (CliException early) when (early.Problem?.Code is KnownProblems.NotRunning)
            {
                if (!await retries.Wait(early.RetryAfter, cancel))
                {
                    throw;
                }
            }
        }
    }

    private static async Task ReadKeys(Typing typing, CancellationToken cancel)
    {
        var escape = new EscapeKeys();
        var keys = new byte[KeysAtOnce];
        await using var keyboard = new FileStream(new SafeFileHandle(Stdin, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        while (true)
        {
            var length = await keyboard.ReadAsync(keys, cancel).AsTask().WaitAsync(cancel);   // nobody can take back the read of a terminal
            var (typed, isLeaving) = escape.Read(keys.AsSpan(0, length));
            if (typed.Length > 0)
            {
                await typing.Add(typed, cancel);
            }

            if (isLeaving || length == 0)
            {
                return;
            }
        }
    }

    private async Task Resize(CancellationToken cancel)
    {
        if (TerminalSize.Read() is not ({ } columns and > 0, { } rows and > 0))
        {
            return;
        }

        try
        {
            await session.Server.Resize(id, new TaskTerminal(Math.Min(columns, TaskTerminal.Most), Math.Min(rows, TaskTerminal.Most)), cancel);
        }
        catch (Exception late) when (late is CliException or OperationCanceledException)
        {
            // the next one says it again; nothing but the look is wrong until then
        }
    }
}
