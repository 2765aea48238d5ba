using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>An open file or directory by its number: whoever puts another thing under its path meanwhile changes nothing.</summary>
internal static class OpenedPath
{
    public static string Of(SafeFileHandle opened) => string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{opened.DangerousGetHandle()}");

    /// <summary>Where it really lies, with every link on the way followed.</summary>
    public static string? Real(SafeFileHandle opened) => new FileInfo(Of(opened)).LinkTarget;
}
