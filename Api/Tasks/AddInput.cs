using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>Bytes for the terminal of a task.</summary>
public sealed record AddInput
{
    [Description("Where they stand among all that are ever typed into the task, from 0: the typed of the last answer. What was typed already is not typed again.")]
    public long? At { get; init; }

    [Description("The bytes as base64, 1 to 16384 of them.")]
    public byte[]? Data { get; init; }
}
