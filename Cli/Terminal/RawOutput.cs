using Microsoft.Win32.SafeHandles;

namespace OrleansOps.Cli;

/// <summary>Standard output and standard error as plain bytes.</summary>
internal static class RawOutput
{
    private const int StdoutHandle = 1;
    private const int StderrHandle = 2;

    public static Stream Stdout() => Open(StdoutHandle, Console.IsOutputRedirected) ?? Console.OpenStandardOutput();

    public static Stream Stderr() => Open(StderrHandle, Console.IsErrorRedirected) ?? Console.OpenStandardError();

    /// <summary>
    /// The console's own stream drops what it cannot write and says nothing when a pipe's reader is gone, so a followed log would
    /// run on for ever behind <c>| head</c>; a file stream throws. But a file stream writes a regular file at positions
    /// of its own and would overwrite what others append. So: pipes by file stream, everything else by the console's.
    /// </summary>
    private static FileStream? Open(int handle, bool redirected)
    {
        if (!redirected || OperatingSystem.IsWindows())
        {
            return null;
        }

        var stream = new FileStream(new SafeFileHandle(handle, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? null : stream;
    }
}
