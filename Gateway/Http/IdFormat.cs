using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using OrleansOps.Protocol;

namespace OrleansOps.Http;

/// <summary>What may be the id of something, whoever sends it.</summary>
internal static class IdFormat
{
    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    public static bool IsId([NotNullWhen(true)] string? value) =>
        value is { Length: > 0 and <= Limits.IdLength } && !value.AsSpan().ContainsAnyExcept(Characters);
}
