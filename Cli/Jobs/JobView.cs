namespace OrleansOps.Cli;

/// <summary>A job as the server shows it. Phases stay text: a newer server may know more of them.</summary>
/// <param name="Terminal">Nothing more will happen to it, unless it is run again.</param>
/// <param name="Seen">Another one with each change: with it the server is asked for the next.</param>
/// <param name="On">How its hosts were chosen; null: they were named.</param>
/// <param name="Round">From 1; each retry is a round.</param>
/// <param name="Batch">The batch that runs or ran last, from 1.</param>
internal sealed record JobView(
    string Id,
    string Phase,
    bool Terminal,
    int Hosts,
    JobCounts Counts,
    string Seen,
    string? Name = null,
    string? Preview = null,
    string? Reason = null,
    string? On = null,
    int Round = 1,
    int Batch = 1,
    int BatchCount = 1,
    string? Batches = null,
    string? Pause = null,
    int? MaxConcurrent = null,
    string? MaxErrors = null,
    DateTimeOffset? SubmittedAt = null,
    string? SubmittedBy = null,
    DateTimeOffset? EndedAt = null,
    string? TraceId = null);
