namespace OrleansOps.Cli;

/// <summary>What is asked to run on many hosts. The id stands in the address, so sending it twice is the same job.</summary>
/// <param name="Task">What each host runs; its agent is left out.</param>
/// <param name="On">An expression that chooses the hosts; or</param>
/// <param name="Hosts">their ids or names, in the order of turns.</param>
/// <param name="Batches">Sizes of batches; one of all hosts if it is left out.</param>
/// <param name="Pause">never, onFailure or each.</param>
/// <param name="MaxConcurrent">Hosts that run at once.</param>
/// <param name="MaxErrors">Hosts that may fail, as a number or a percentage.</param>
internal sealed record SubmitJob(
    SubmitTask Task,
    string? Name = null,
    string? On = null,
    IReadOnlyList<string>? Hosts = null,
    string? Batches = null,
    string? Pause = null,
    int? MaxConcurrent = null,
    string? MaxErrors = null);
