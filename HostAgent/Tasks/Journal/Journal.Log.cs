using Microsoft.Extensions.Logging;

namespace OrleansOps.HostAgent.Tasks;

internal sealed partial class Journal
{
    [LoggerMessage(4201, LogLevel.Error, "The journal's last {Bytes} bytes are damaged; they lie in the file beside it, and the first {Good} bytes count")]
    private partial void LogDamaged(long bytes, long good);

    [LoggerMessage(4202, LogLevel.Error, "The journal could not be written; nothing is confirmed until it can")]
    private partial void LogFailed(IOException failed);

    [LoggerMessage(4203, LogLevel.Warning, "The journal could not be compacted; it grows until it can")]
    private partial void LogNotCompacted(IOException failed);
}
