namespace OrleansOps.Cli;

/// <summary>What <c>--json</c> writes to standard error in place of sentences.</summary>
internal sealed record ErrorDocument(ErrorDocument.Body Error)
{
    /// <param name="ExitCode">What opsctl exits with.</param>
    /// <param name="Status">The server's HTTP status, if it answered.</param>
    /// <param name="Code">The server's stable name of the problem, if it gave one.</param>
    /// <param name="See">Where in the API to go on.</param>
    internal sealed record Body(
        int ExitCode,
        string Title,
        string? Detail,
        string? Hint,
        int? Status,
        string? Code,
        string? See,
        IReadOnlyDictionary<string, string[]>? Errors);

    public static ErrorDocument Of(CliException failure) => new(new Body(
        failure.ExitCode,
        failure.Title,
        failure.Detail,
        failure.Hint,
        failure.Problem?.Status,
        failure.Problem?.Code,
        failure.Problem?.See,
        failure.Problem?.Errors));
}
