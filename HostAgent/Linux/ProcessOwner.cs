using System.Buffers.Text;
using System.Globalization;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Linux;

/// <summary>Whose a process is. The owner of its files in /proc is root if it gave up privileges, so that one is not asked.</summary>
internal static class ProcessOwner
{
    private static readonly uint Me = NativeFiles.EffectiveUser();

    public static bool IsMe(int pid) => Read(pid) == Me;

    /// <summary>The effective user; null if there is no such process.</summary>
    public static uint? Read(int pid)
    {
        try
        {
            Span<byte> text = stackalloc byte[1024];
            using var file = File.OpenHandle($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/status");
            return Parse(text[..RandomAccess.Read(file, text, 0)]);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Real, effective, saved and file system's user, between tabs. A line feed in the process's name is written out by the kernel.</summary>
    private static uint? Parse(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf("\nUid:\t"u8);
        var users = at < 0 ? default : text[(at + 6)..];
        var effective = users[(users.IndexOf((byte)'\t') + 1)..];
        return Utf8Parser.TryParse(effective, out uint user, out _) ? user : null;
    }
}
