namespace OrleansOps.Logs;

/// <summary>What readers outside see in the place of missing output: they know only lines.</summary>
public static class DropSentences
{
    public static string Of(LogStream stream, LogDrop drop)
    {
        var name = stream == LogStream.Stdout ? "stdout" : "stderr";
        var why = drop.Reason switch
        {
            LogDropReason.CapReached => "the task printed more than its cap",
            LogDropReason.DiskFull => "the host's disk was full",
            _ => "they were lost",
        };
        return $"[{drop.Bytes} bytes of {name} are missing here: {why}]\n";
    }
}
