namespace OrleansOps.Cli;

/// <summary>What is left to say when standard output cannot be written to any more.</summary>
internal static class OutputErrors
{
    /// <summary>EPIPE has the same number on every Unix.</summary>
    private const int BrokenPipe = 32;

    /// <summary>True for what a write to a closed, full or vanished output throws.</summary>
    public static bool Is(Exception failure) => failure is IOException or UnauthorizedAccessException;

    /// <summary>True if its reader just stopped reading, as head does: that is no failure.</summary>
    public static bool HasNoReader(Exception failure) => failure.HResult == BrokenPipe;

    public static string Sentence(Exception failure) => HasNoReader(failure)
        ? "Nobody reads the output any more."
        : $"The output cannot be written: {failure.Message.TrimEnd('.')}.";
}
