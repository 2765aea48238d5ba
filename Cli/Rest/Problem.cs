namespace OrleansOps.Cli;

/// <summary>Problem details of RFC 9457 with our two members more.</summary>
/// <param name="Code">Stable short name, such as "unknown-agent".</param>
/// <param name="See">Where in the API to go on.</param>
/// <param name="Errors">What is wrong with each field.</param>
internal sealed record Problem(
    string? Type = null,
    string? Title = null,
    int? Status = null,
    string? Detail = null,
    string? Code = null,
    string? See = null,
    IReadOnlyDictionary<string, string[]>? Errors = null);
