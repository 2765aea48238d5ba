using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>Output that the log lacks in one place.</summary>
/// <param name="Bytes">How many bytes of the stream.</param>
/// <param name="Reason">capReached, diskFull or lost; a newer server may know more.</param>
internal sealed record LogDrop(long Bytes, string Reason)
{
    public string Sentence(string stream)
    {
        var why = Reason switch
        {
            "capReached" => "the task printed more than its cap (opsctl run --log-cap)",
            "diskFull" => "the host's disk was full",
            "lost" => "they were lost",
            _ => Printable.Of(Reason),
        };
        return $"{Show.Number(Bytes)} {(Bytes == 1 ? "byte" : "bytes")} of {stream} {(Bytes == 1 ? "is" : "are")} missing here: {why}.";
    }
}
