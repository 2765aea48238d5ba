using Microsoft.Win32.SafeHandles;

namespace OrleansOps.Cli;

/// <summary>Standard output and standard error as plain bytes.</summary>
internal static class RawOutput
{
    private const int StdoutHandle = 1;
    private const int StderrHandle = 2;

    public static Stream Stdout() => Open(StdoutHandle) ?? Console.OpenStandardOutput();

    public static Stream Stderr() => Open(StderrHandle) ?? Console.OpenStandardError();

    /// <summary>
    /// The console's own stream says nothing when a pipe's reader is gone, so a followed log would run on for ever behind
    /// <c>| head</c>, and it greets a terminal with escapes. A file stream does neither. But a file stream writes a regular file at
    /// positions of its own and would overwrite what others append. So: regular files by the console's, everything else by file stream.
    /// </summary>
    private static FileStream? Open(int handle)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            var stream = new FileStream(new SafeFileHandle(handle, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            return stream.CanSeek ? null : stream;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;   // started without this stream: the console's then goes nowhere
        }
    }
}
