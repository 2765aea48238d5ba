using OrleansOps.Lifetime;

namespace OrleansOps.Health;

/// <summary>Whether a process of the control plane can do its work: what <c>/readyz</c> says.</summary>
public sealed record Readiness
{
    public required bool Ready { get; init; }

    public string? Store { get; init; }

    public double? LatencyMs { get; init; }

    /// <summary>When an acknowledged write is on disk: always, everysec, no, or off without an append-only file.</summary>
    public string? Fsync { get; init; }

    /// <summary>What that means when the power fails.</summary>
    public string? Durability { get; init; }

    public long? UsedMemoryBytes { get; init; }

    /// <summary>Why it cannot.</summary>
    public string? Problem { get; init; }

    /// <summary>What to look at though it can.</summary>
    public string? Warning { get; init; }

    public ProgramView? Server { get; init; } = new(ServerVersion.Text);

    public static Readiness Of(StoreHealth store) => new()
    {
        Ready = store.Ok,
        Store = store.Store,
        LatencyMs = store.Latency?.TotalMilliseconds,
        Fsync = store.Fsync,
        Durability = store.Durability,
        UsedMemoryBytes = store.UsedMemoryBytes,
        Problem = store.Problem,
        Warning = store.Warning,
    };

    /// <summary>For everybody: the verdict, and nothing of where and what.</summary>
    public Readiness Bare() => new() { Ready = Ready, Server = null, Problem = Ready ? null : "It is not ready. Why is in its log, and here for an operator's token." };

    /// <summary>The store was not even asked.</summary>
    public static Readiness Not(string problem) => new() { Ready = false, Problem = problem };
}
