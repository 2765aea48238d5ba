using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Microsoft.AspNetCore.SignalR;
using OrleansOps.Http;
using OrleansOps.Protocol;

namespace OrleansOps.Sockets.Messages;

/// <summary>Refuses one field of an agent's message, by its name and its limit. Nothing has happened when it does.</summary>
internal static class Check
{
    public static void Given([NotNull] object? value, string field)
    {
        if (value is null)
        {
            throw new HubException($"'{field}' is missing.");
        }
    }

    public static void Id([NotNull] string? value, string field)
    {
        if (!IdFormat.IsId(value))
        {
            throw new HubException($"'{field}' is no id: 1 to {Limits.IdLength} characters out of A-Z, a-z, 0-9, '_' and '-'.");
        }
    }

    public static void Range<T>(T value, T least, T most, string field)
        where T : INumber<T>
    {
        if (value < least || value > most)
        {
            throw new HubException($"'{field}' is {value}; it must be {least} to {most}.");
        }
    }

    public static void Defined<T>(T value, string field)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new HubException($"'{field}' is {value:D}, which this gateway does not know.");
        }
    }

    /// <summary>Characters that can be shown.</summary>
    public static void Text([NotNull] string? value, int least, int most, string field)
    {
        Given(value, field);
        if (value.Length < least || value.Length > most)
        {
            throw new HubException($"'{field}' has {value.Length} characters; it must have {least} to {most}.");
        }

        if (!ShownText.IsPrintable(value))
        {
            throw new HubException($"'{field}' holds a character that cannot be shown.");
        }
    }

    /// <summary>A sentence may have several lines.</summary>
    public static void Prose([NotNull] string? value, int most, string field)
    {
        Given(value, field);
        if (value.Length > most)
        {
            throw new HubException($"'{field}' has {value.Length} characters; the limit is {most}.");
        }

        if (value.Contains('\0', StringComparison.Ordinal))
        {
            throw new HubException($"'{field}' holds a NUL character.");
        }
    }
}
