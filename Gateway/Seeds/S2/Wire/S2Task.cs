using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansOps.Seeds.S2.Wire;

/// <summary>A task as a control plane of S2 gives it.</summary>
internal sealed record S2Task
{
    /// <summary>{execution}_{step}_{host}_{random}.</summary>
    public string? Id { get; init; }

    public string? Name { get; init; }

    /// <summary>script, command or file_transfer.</summary>
    public string? Type { get; init; }

    /// <summary>The script; empty where <see cref="Args"/> are a program and its arguments.</summary>
    public string? Command { get; init; }

    public string? ScriptType { get; init; }

    public IReadOnlyList<string>? Args { get; init; }

    public IReadOnlyDictionary<string, string>? Env { get; init; }

    /// <summary>0: as if it were left out.</summary>
    public int? TimeoutSec { get; init; }

    public string? WorkDir { get; init; }

    public string? RunAs { get; init; }

    public S2FileTransfer? FileTransfer { get; init; }

    /// <summary>Text or a number, as the three after it.</summary>
    public JsonElement? ExecutionId { get; init; }

    public JsonElement? StepId { get; init; }

    public JsonElement? HostId { get; init; }

    public JsonElement? ParentTaskId { get; init; }

    /// <summary>That the control plane has tried before: nothing that a host does in another way for it.</summary>
    public bool? IsRetry { get; init; }

    public int? RetryCount { get; init; }

    /// <summary>What nobody here knows.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}
