namespace OrleansOps.Http;

/// <summary>Why a request is refused.</summary>
/// <param name="Problem">Which of the refusals that are known; programs decide by it.</param>
/// <param name="Title">What is wrong, in one sentence.</param>
/// <param name="Detail">Which field, which limit, and what to do.</param>
internal sealed record Refusal(Api.ProblemCode Problem, string Title, string Detail)
{
    public string Code => Problem.Code;

    public int Status { get; private init; } = Problem.Status;

    /// <summary>The field that is wrong, if it is one.</summary>
    public string? Field { get; init; }

    /// <summary>Where in the API to go on, for programs: a method and an address. What people read says it without one.</summary>
    public string? See { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What a request is about is not there: 404. What its body refers to is not there: 422.</summary>
    public Refusal InAddress() => Problem.StatusInAddress is { } status ? this with { Status = status, Field = null } : this;

    public static Refusal Bad(Api.ProblemCode problem, string field, string detail) =>
        new(problem, $"'{field}' is not acceptable.", detail) { Field = field };
}
