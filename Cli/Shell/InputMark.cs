namespace OrleansOps.Cli;

/// <summary>How far the input of a task is.</summary>
/// <param name="Typed">Bytes that were typed so far, by whoever.</param>
internal sealed record InputMark(long Typed);
