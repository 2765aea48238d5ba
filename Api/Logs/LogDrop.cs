using System.ComponentModel;
using OrleansOps.Logs;

namespace OrleansOps.Api;

/// <summary>Output that the log lacks in this place.</summary>
public sealed record LogDrop(
    [property: Description("How many bytes of the stream.")] long Bytes,
    [property: Description("capReached: the task printed more than its logCapBytes. diskFull: the host's disk was. lost: the host has it no more.")] LogDropReason Reason);
