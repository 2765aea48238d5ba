namespace OrleansOps.Seeds.S1.Wire;

/// <summary>A task as an S1 agent is given it.</summary>
internal sealed record S1Task
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    public required string ScriptType { get; init; }

    /// <summary>The script; empty where <see cref="Args"/> are a program and its arguments.</summary>
    public required string Command { get; init; }

    public IReadOnlyList<string>? Args { get; init; }

    public IReadOnlyDictionary<string, string>? Env { get; init; }

    public required long TimeoutSec { get; init; }

    public string? WorkDir { get; init; }
}
