namespace OrleansOps.Cli;

/// <summary>A workflow as the server shows it. Phases stay text: a newer server may know more of them.</summary>
/// <param name="Terminal">Nothing more will happen to it, unless it is run again.</param>
/// <param name="Seen">Another one with each change: with it the server is asked for the next.</param>
/// <param name="Round">From 1; each retry is a round.</param>
internal sealed record WorkflowView(
    string Id,
    string Phase,
    bool Terminal,
    IReadOnlyList<StepView> Steps,
    string Seen,
    string? Name = null,
    string? Reason = null,
    IReadOnlyDictionary<string, string>? Values = null,
    int Round = 1,
    DateTimeOffset? SubmittedAt = null,
    string? SubmittedBy = null,
    DateTimeOffset? EndedAt = null);
