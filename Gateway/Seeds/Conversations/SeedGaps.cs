using System.Text;
using OrleansOps.Protocol;

namespace OrleansOps.Seeds.Conversations;

/// <summary>What no agent of an older system can do as it is asked: it would pass it over, and is not asked.</summary>
internal static class SeedGaps
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What of the order it does not know; null: nothing.</summary>
    public static string? Of(RunTask order) => order switch
    {
        { Collect: not null } or { File: not null } => "how to bring or put files from here",
        { Artifacts: not null } => "how to bring what a script leaves",
        { Secrets.Count: > 0 } => "how to keep the secrets of a task out of its output",
        { Limits: not null } => "limits of a task",
        { RunAs: not null } => "for certain how to run a task as another user: it runs scripts as its own",
        { Setting: not null } => "umask, created directory, locale, time zone, nice and ioNice of a task",
        { Stdin.Length: > 0 } => "standard input",
        { Tty: not null } => "a terminal for a task",
        _ => null,
    };

    /// <summary>The script as text; null where it is not UTF-8.</summary>
    public static string? Text(byte[]? script)
    {
        try
        {
            return Strict.GetString(script ?? []);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
