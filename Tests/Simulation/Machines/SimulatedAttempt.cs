using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Logs;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;
using OrleansOps.Simulation.Time;

namespace OrleansOps.Simulation.Machines;

/// <summary>One attempt on a machine: its files, its supervisor and its processes. It outlives the agent.</summary>
internal sealed class SimulatedAttempt(RunTask order, Script script, Life boot)
{
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(5);

    private readonly List<Action> _whenOver = [];
    private int? _exitCode;
    private int? _signal;
    private bool _ending;
    private FailureCode? _broken;

    public AttemptId Id { get; } = AttemptId.Of(order);

    public Script Script => script;

    /// <summary>What may leave the machine with a mask alone; null: it has no secrets.</summary>
    public SecretMask? Mask { get; } = SecretMask.Of(order.Secrets);

    public IEnumerable<string> Secrets => order.Secrets?.Values ?? [];

    /// <summary>The life of the machine in which it started.</summary>
    public Life Boot => boot;

    public Output Stdout { get; } = new();

    public Output Stderr { get; } = new();

    /// <summary>What its supervisor notes of the order of the two.</summary>
    public Output Order { get; } = new();

    /// <summary>Every print in its order: when, to which stream, and where it ends there.</summary>
    public List<(long At, LogStream Stream, int End)> Prints { get; } = [];

    /// <summary>Its supervisor has the claim: from here on it counts as started.</summary>
    public bool IsClaimed { get; private set; }

    /// <summary>An agent found it unclaimed, so nobody may claim it any more.</summary>
    public bool IsVoid { get; set; }

    public bool IsRootAlive { get; private set; }

    public int Left { get; private set; }

    /// <summary>Its supervisor was killed: nobody sees how it ends.</summary>
    public bool IsUnseen { get; set; }

    public bool IsDeleted { get; set; }

    public bool IsAlive => !boot.IsOver && (IsRootAlive || Left > 0);

    public TimeSpan Age => IsClaimed ? TimeSpan.FromTicks(boot.Scheduler.Now - StartedAt) : TimeSpan.Zero;

    /// <summary>How it ended, once it is over.</summary>
    public ProcessEnd? End { get; private set; }

    private long StartedAt { get; set; }

    private DateTimeOffset StartedOn { get; set; }

    public Output Of(LogStream stream) => stream == LogStream.Stdout ? Stdout : Stderr;

    public void Claim()
    {
        (IsClaimed, IsRootAlive, StartedAt, StartedOn) = (true, true, boot.Scheduler.Now, boot.GetUtcNow());
        foreach (var print in script.Prints)
        {
            boot.After(print.After, "print", () => Print(print.Stream, print.Bytes));
        }

        if (order.Limits is not null && script.Greedy is { } greedy)
        {
            boot.After(greedy, "goes over a limit", GoOver);
        }

        boot.After(script.Lives, "exit", () => EndRoot(script.ExitCode, signal: null));
    }

    /// <summary>Its supervisor, if it lives, sees what it uses, and kills all that came of it.</summary>
    private void GoOver()
    {
        if (!IsAlive || IsUnseen || End is not null)
        {
            return;
        }

        (_ending, _broken, Left) = (true, FailureCode.MemoryLimitExceeded, 0);
        EndRoot(null, Signals.Kill);
        LookIfOver();
    }

    /// <summary>Returns how many processes there were.</summary>
    public int Signal(int signal)
    {
        _ending = true;
        var there = (IsRootAlive ? 1 : 0) + Left;
        if (there > 0 && !script.DeafTo.Contains(signal))
        {
            boot.After(signal == Signals.Kill ? script.DiesSlowly : boot.Scheduler.Chance.Span(0, 0.3), "dies", () => Die(signal));
        }

        return there;
    }

    public void WhenOver(Action then)
    {
        if (End is null)
        {
            _whenOver.Add(then);
        }
        else
        {
            then();
        }
    }

    /// <summary>The machine starts again: nobody knows how it ended.</summary>
    public ProcessEnd AfterReboot(DateTimeOffset now) =>
        End ?? new ProcessEnd(ProcessEndKind.Unseen, null, null, StartedOn, now, 0, "The host restarted while the task ran.");

    private void Print(LogStream stream, byte[] bytes)
    {
        if (IsRootAlive)
        {
            var output = Of(stream);
            var mark = new OrderMark(stream, output.Length + bytes.Length, boot.GetUtcNow());
            Span<byte> note = stackalloc byte[OrderMark.Size];
            mark.Write(note);
            Order.Append(note);
            output.Append(bytes);
            Prints.Add((boot.Scheduler.Now, stream, output.Length));
        }
    }

    private void Die(int signal)
    {
        if (signal == Signals.Kill || boot.Scheduler.Chance.Hits(0.5))
        {
            Left = 0;
        }

        if (IsRootAlive)
        {
            EndRoot(signal == Signals.Kill ? null : 128 + signal, signal == Signals.Kill ? signal : null);
        }
        else
        {
            LookIfOver();
        }
    }

    private void EndRoot(int? exitCode, int? signal)
    {
        if (!IsRootAlive)
        {
            return;
        }

        (_exitCode, _signal, IsRootAlive) = (exitCode, signal, false);
        if (signal is null && !_ending)
        {
            Left = script.Children;
        }

        LookIfOver();
        boot.After(Linger, "linger", () =>
        {
            if (!_ending)
            {
                BeOver();
            }
        });
    }

    private void LookIfOver()
    {
        if (!IsRootAlive && Left == 0)
        {
            BeOver();
        }
    }

    private void BeOver()
    {
        if (End is not null)
        {
            return;
        }

        End = IsUnseen
            ? new ProcessEnd(ProcessEndKind.Unseen, null, null, StartedOn, boot.GetUtcNow(), Left, "Its supervisor was killed.")
            : new ProcessEnd(ProcessEndKind.Known, _exitCode, _signal, StartedOn, boot.GetUtcNow(), Left, Failure: _broken);
        _whenOver.ForEach(then => then());
        _whenOver.Clear();
    }
}
