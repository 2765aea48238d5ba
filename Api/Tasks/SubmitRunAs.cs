using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A user of the host, for whom the task runs. Hosts whose tasks do not run for root refuse it.</summary>
public sealed record SubmitRunAs
{
    [Description("Name of a user of the host, or its number.")]
    public string? User { get; init; }

    [Description("Its group. Default: the user's own.")]
    public string? Group { get; init; }

    [Description("Its supplementary groups, at most 32, in place of those that the user has.")]
    public IReadOnlyList<string>? Groups { get; init; }

    [Description("true: run by the user's login shell, which reads his profile. Default: it finds HOME, USER, LOGNAME, SHELL and a plain PATH.")]
    public bool? Login { get; init; }
}
