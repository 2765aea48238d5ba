using System.ComponentModel;
using OrleansOps.Logs;

namespace OrleansOps.Api;

/// <summary>A record that has what was looked for.</summary>
public sealed record LogMatch(
    [property: Description("Number of the record: read the log from there.")] long Seq,
    LogStream Stream,
    DateTimeOffset At,
    [property: Description("The line without terminal sequences, cut at 500 characters.")] string Text);
