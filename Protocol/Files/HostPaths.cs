using System.Text;

namespace OrleansOps.Protocol;

/// <summary>How places for files on a host are written. Both sides look: what one of them lets pass is a file in the wrong place.</summary>
public static class HostPaths
{
    /// <summary>An absolute path without ".." and NUL, no name in it longer than <see cref="Limits.FileNameBytes"/> bytes.</summary>
    public static bool IsWhole(string text) => text.StartsWith('/') && text.Split('/').All(IsPart);

    /// <summary>A name in a directory, and no path.</summary>
    public static bool IsName(string text) => text is not ("" or ".") && !text.Contains('/', StringComparison.Ordinal) && IsPart(text);

    private static bool IsPart(string part) => part is not ".." && !part.Contains('\0', StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(part) <= Limits.FileNameBytes;
}
