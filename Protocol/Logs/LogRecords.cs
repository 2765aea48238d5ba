namespace OrleansOps.Protocol;

/// <summary>
/// The one rule that gives output its sequence numbers: a record ends after a newline, at <see cref="Limits.RecordBytes"/>, or where its
/// batch ends. Both ends cut by it, so a batch's first number and its bytes determine the number of every record.
/// </summary>
public static class LogRecords
{
    /// <summary>Length of the first record in <paramref name="bytes"/>; 0 only if there are no bytes.</summary>
    public static int FirstLength(ReadOnlySpan<byte> bytes)
    {
        var reach = bytes[..Math.Min(bytes.Length, Limits.RecordBytes)];
        var newline = reach.IndexOf((byte)'\n');
        return newline < 0 ? reach.Length : newline + 1;
    }

    /// <summary>How many records the bytes of one batch make.</summary>
    public static int Count(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        while (!bytes.IsEmpty)
        {
            bytes = bytes[FirstLength(bytes)..];
            count++;
        }

        return count;
    }
}
