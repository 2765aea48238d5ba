using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansOps.Protocol;

/// <summary>
/// The W3C trace context that travels with a task. Both ends look at it: what has another form is passed over, because a task is not refused for
/// its trace.
/// </summary>
public static partial class TraceContext
{
    /// <summary>Characters of a <c>tracestate</c>, as the specification has it.</summary>
    public const int StateLength = 512;

    /// <summary>A <c>traceparent</c> of version 00, or null if that is none.</summary>
    public static string? Parent(string? text) => text is not null && Form().IsMatch(text) ? text : null;

    /// <summary>A <c>tracestate</c>, or null if that is none, or too long.</summary>
    public static string? State(string? text) =>
        text is { Length: > 0 and <= StateLength } && text.All(character => character is >= ' ' and <= '~') ? text : null;

    /// <summary>The trace's id in a <c>traceparent</c>.</summary>
    public static string? IdOf(string? parent) => Parent(parent)?[3..35];

    /// <summary>Whether somebody records this trace.</summary>
    public static bool IsRecorded(string? parent) => Parent(parent) is { } known && (int.Parse(known.AsSpan(53), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 1) != 0;

    [GeneratedRegex(@"\A00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Form();
}
