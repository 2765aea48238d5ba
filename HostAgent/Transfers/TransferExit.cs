using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>How a transfer tells the agent why it failed: by its exit code. An agent and its transfer may be of two versions: add at the end.</summary>
internal static class TransferExit
{
    /// <summary>In the working directory of the task: the sentence that goes with the code.</summary>
    public const string SentenceFile = "failure";

    /// <summary>In the same place: what the task has brought into the store.</summary>
    public const string ArtifactsFile = "artifacts";

    /// <summary>As shells say it of a program that SIGTERM ended.</summary>
    public const int Ended = 128 + 15;

    private const int First = 100;

    private static readonly FailureCode[] Codes =
    [
        FailureCode.WrongContent,
        FailureCode.PathNotFound,
        FailureCode.FileNotWritten,
        FailureCode.PathDenied,
        FailureCode.NoSpace,
        FailureCode.ConnectionFailed,
        FailureCode.RequestRefused,
        FailureCode.NotFound,
        FailureCode.FileNotRead,
    ];

    public static int CodeOf(FailureCode failure) => First + Array.IndexOf(Codes, failure);

    /// <summary>Null: it says nothing that is known here.</summary>
    public static FailureCode? FailureOf(int? exitCode) => exitCode - First is { } index && index >= 0 && index < Codes.Length ? Codes[index] : null;
}
