namespace OrleansOps.Protocol;

/// <summary>Bounds that both ends hold. A peer that exceeds one is refused with a message that names it.</summary>
public static class Limits
{
    /// <summary>Ids of tasks and agents match <c>[A-Za-z0-9_-]{1,64}</c>: safe as a file name and as a part of a key.</summary>
    public const int IdLength = 64;

    /// <summary>Raw bytes in one log batch.</summary>
    public const int BatchBytes = 64 * 1024;

    /// <summary>Numbers that say when the bytes of one log batch were written, two for each moment.</summary>
    public const int BatchTimes = 1_024;

    /// <summary>Raw bytes in one log record: a longer line is cut into records of this size.</summary>
    public const int RecordBytes = 16 * 1024;

    /// <summary>
    /// Bytes in one hub message. A batch of control characters grows sixfold as JSON (<c>\u0001</c>); this leaves room for it.
    /// </summary>
    public const int MessageBytes = 512 * 1024;

    /// <summary>Bytes of output that one agent may have sent and not yet seen acknowledged, over all its tasks.</summary>
    public const int WindowBytes = 4 * 1024 * 1024;

    /// <summary>Bytes of output, both streams together, that a host keeps of a task unless its order says otherwise.</summary>
    public const long LogCapBytes = 1024L * 1024 * 1024;

    /// <summary>The lowest cap that an order may set on the output.</summary>
    public const long LowestLogCapBytes = BatchBytes;

    /// <summary>The highest cap that an order may set on the output.</summary>
    public const long HighestLogCapBytes = 64L * 1024 * 1024 * 1024;

    /// <summary>Most tasks that a host runs at once.</summary>
    public const int Slots = 1_000;

    /// <summary>Most columns, and most rows, of a task's terminal.</summary>
    public const int TerminalCells = 1_000;

    /// <summary>Bytes that are typed into a task at once.</summary>
    public const int InputBytes = 16 * 1024;

    /// <summary>Bytes that are typed into one attempt of a task, all in all.</summary>
    public const long AllInputBytes = 64L * 1024 * 1024;

    /// <summary>Sayings of what is to be typed into one task that wait at its host.</summary>
    public const int InputsWaiting = 8;

    /// <summary>The shortest time without input that may end a task that takes some.</summary>
    public const long LeastIdleMs = 60_000;

    /// <summary>The longest.</summary>
    public const long MostIdleMs = 24L * 3600 * 1000;

    /// <summary>Bytes of a script.</summary>
    public const int ScriptBytes = 128 * 1024;

    /// <summary>Bytes given to a task on its standard input.</summary>
    public const int StdinBytes = 128 * 1024;

    /// <summary>Arguments of one command.</summary>
    public const int ArgumentCount = 1_000;

    /// <summary>Bytes of all arguments, or of all environment variables, together.</summary>
    public const int ArgumentBytes = 64 * 1024;

    /// <summary>Environment variables of one task.</summary>
    public const int EnvCount = 200;

    /// <summary>The fewest bytes of a secret: shorter ones stand in every output by chance. An empty one hides nothing, and may be.</summary>
    public const int SecretBytes = 4;

    /// <summary>Values that a task may have masked beside its secrets.</summary>
    public const int MaskCount = 200;

    /// <summary>Bytes of one such value.</summary>
    public const int MaskBytes = 16 * 1024;

    /// <summary>Bytes of all of them together.</summary>
    public const int MasksBytes = 64 * 1024;

    /// <summary>Outputs that a task may set.</summary>
    public const int OutputCount = 100;

    /// <summary>Bytes of a task's outputs, names and values together.</summary>
    public const int OutputBytes = 64 * 1024;

    /// <summary>Bytes of a file that stand in its order.</summary>
    public const int FileBytes = 128 * 1024;

    /// <summary>Bytes of a file from an address, unless its order says otherwise.</summary>
    public const long FetchedBytes = 8L * 1024 * 1024 * 1024;

    /// <summary>The most bytes that an order may let come from an address.</summary>
    public const long MostFetchedBytes = 1024L * 1024 * 1024 * 1024;

    /// <summary>Characters of the address of a file.</summary>
    public const int AddressLength = 2_048;

    /// <summary>Headers of the request for a file.</summary>
    public const int HeaderCount = 20;

    /// <summary>The fewest bytes a second that a transfer may be slowed down to.</summary>
    public const long LeastBytesPerSecond = 1_024;

    /// <summary>Bytes in the name of a file or directory.</summary>
    public const int FileNameBytes = 255;

    /// <summary>Characters of a working directory.</summary>
    public const int PathLength = 1_024;

    /// <summary>Labels of one task or agent.</summary>
    public const int LabelCount = 32;

    /// <summary>Characters of a label's name or value.</summary>
    public const int LabelLength = 128;
}
