using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>How far a task's log is stored.</summary>
public sealed record TaskLog(
    [property: Description("Number of the next record to come; the first is 1.")] long NextSeq,
    [property: Description("Bytes of standard output up to there, with those that were dropped.")] long StdoutBytes,
    [property: Description("Bytes of standard error up to there, with those that were dropped.")] long StderrBytes,
    [property: Description("The task is over and its whole output is stored.")] bool Complete,
    [property: Description("How many times a secret of the task stands in it, under a mask.")] long Masked);
