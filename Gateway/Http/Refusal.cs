namespace OrleansOps.Http;

/// <summary>Why a request is refused.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Short, stable name for programs.</param>
/// <param name="Title">What is wrong, in one sentence.</param>
/// <param name="Detail">Which field, which limit, and what to do.</param>
internal sealed record Refusal(int Status, string Code, string Title, string Detail)
{
    /// <summary>The field that is wrong, if it is one.</summary>
    public string? Field { get; init; }

    /// <summary>Where in the API to go on, for programs: a method and an address. What people read says it without one.</summary>
    public string? See { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public static Refusal Bad(string code, string field, string detail) =>
        new(StatusCodes.Status400BadRequest, code, $"'{field}' is not acceptable.", detail) { Field = field };
}
