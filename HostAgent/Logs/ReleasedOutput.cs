using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>What of an attempt's output is stored, and therefore given back to the disk: whole pages, and not for a few bytes.</summary>
internal sealed class ReleasedOutput(IOutput stdout, IOutput stderr)
{
    private const long Step = 1024 * 1024;
    private const long PageBytes = 4096;

    private readonly long[] _upTo = new long[2];

    public long UpTo(LogStream stream) => _upTo[(int)stream];

    /// <summary>An earlier life of the agent released: the files say how much.</summary>
    public void Adopt()
    {
        _upTo[(int)LogStream.Stdout] = stdout.FirstByte();
        _upTo[(int)LogStream.Stderr] = stderr.FirstByte();
    }

    /// <summary>Whether so much is stored that it is worth the disk's work.</summary>
    public bool IsWorthIt(LogStream stream, long stored) => stored - UpTo(stream) >= Step;

    public void Release(LogStream stream, long before)
    {
        var upTo = before / PageBytes * PageBytes;
        if (upTo > UpTo(stream))
        {
            (stream == LogStream.Stdout ? stdout : stderr).Release(upTo);
            _upTo[(int)stream] = upTo;
        }
    }
}
