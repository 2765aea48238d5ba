using System.Buffers;

namespace OrleansOps.Cli;

/// <summary>What --on names: one host, several, or an expression that chooses them.</summary>
/// <param name="Names">Null if it is an expression.</param>
/// <param name="Expression">Null if hosts are named.</param>
internal sealed record RunTarget(IReadOnlyList<string>? Names, string? Expression)
{
    private const string Every = "all";

    /// <summary>Every expression but "all" has one of these. A host whose name has one goes by its id here.</summary>
    private static readonly SearchValues<char> OfExpressions = SearchValues.Create("=(");

    /// <summary>The host, if it is one.</summary>
    public string? OneHost => Names is [var one] ? one : null;

    public static RunTarget Parse(string on)
    {
        if (on.AsSpan().ContainsAny(OfExpressions) || on is Every)
        {
            return new RunTarget(Names: null, on);
        }

        var names = on.Split(',');
        return names.All(name => name.Length > 0)
            ? new RunTarget(names, Expression: null)
            : throw CliException.Usage(on.Length == 0 ? "--on is empty." : "--on has a comma without a host.", "opsctl hosts lists the hosts.");
    }
}
